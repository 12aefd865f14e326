const MAX_NAME = 100;
/**
 * Characters that a screen or a terminal would obey instead of showing: control characters and
 * reversed text.
 */
// deno-lint-ignore no-control-regex
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A file's name as it may be shown, never a path: what follows the last slash of either kind,
 * without invisible characters, cut to 100 characters; `nameless` where nothing is left.
 */
export function shownFileName(name: string, nameless: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return shownText(last) || nameless;
}

/** A text that came with a file, as it may be shown. */
export function shownText(text: string): string {
  const cut = Array.from(text.slice(0, 2 * MAX_NAME)).slice(0, MAX_NAME).join("");
  return cut.replace(UNSHOWABLE, "").trim();
}
