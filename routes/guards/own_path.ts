/**
 * A path of this portal, or undefined: no other host, no scheme, no tricks with slashes, and only
 * what a header may hold. A download is no page to come back to.
 */
export function ownPath(next: string): string | undefined {
  const isPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isPath && !/^\/(zona-ser|export)/.test(next) ? next : undefined;
}
