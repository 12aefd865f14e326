/** `https://portal.example`, without a path. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** A file, or a database far away; without TLS on this machine alone. */
export function isDatabaseUrl(text: string): boolean {
  if (text.startsWith("file:")) return text.length > "file:".length;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (hostname === "") return false;
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return protocol === "libsql:" || protocol === "https:" || (protocol === "http:" && isLoopback);
}

/** A folder or a mail server. */
export function isMailUrl(text: string): boolean {
  if (text.startsWith("file:")) return text.length > "file:".length;
  return /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text);
}
