/** `https://portal.example`, without a path. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** `portal.example`, or `*.portal.example` for one more label; never all hosts of a top-level domain. */
export function isHostPattern(text: string): boolean {
  return text.length <= MAX_HOST_LENGTH &&
    /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/.test(text);
}

const MAX_HOST_LENGTH = 253;

/**
 * A file, or a database far away; without TLS on this machine alone. Not one in memory: each
 * connection would have another one.
 */
export function isDatabaseUrl(text: string): boolean {
  if (text.startsWith("file:")) return /^file:(?!.*(?::memory:|mode=memory))./.test(text);
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
