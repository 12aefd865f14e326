const MAX_TEXT = 100;
/** The longest name that file systems accept. */
const MAX_NAME = 255;
/** A longer name keeps its ending, which says what kind of file it is. */
const NAME_END = 20;
/**
 * Characters that a screen or a terminal would obey instead of showing: control characters and
 * reversed text.
 */
// deno-lint-ignore no-control-regex
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A file's name as it may be shown, never a path: what follows the last slash of either kind,
 * without invisible characters; `nameless` where nothing is left. The middle of a name that is too
 * long for file systems is cut out.
 */
export function shownFileName(name: string, nameless: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const signs = Array.from(last.replace(UNSHOWABLE, "").trim());
  if (signs.length === 0) return nameless;
  if (signs.length <= MAX_NAME) return signs.join("");
  const start = signs.slice(0, MAX_NAME - NAME_END - 1);
  return [...start, "…", ...signs.slice(-NAME_END)].join("");
}

/** A text that came with a file, as it may be shown, cut to 100 characters. */
export function shownText(text: string): string {
  const cut = Array.from(text.slice(0, 2 * MAX_TEXT)).slice(0, MAX_TEXT).join("");
  return cut.replace(UNSHOWABLE, "").trim();
}
