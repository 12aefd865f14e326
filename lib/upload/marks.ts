/** How files of these kinds begin, one character for each byte. */
export const MARKS = {
  pdf: "%PDF-",
  png: "\u0089PNG\r\n\u001a\n",
  jpeg: "\u00ff\u00d8\u00ff",
  zip: "PK\u0003\u0004",
};
