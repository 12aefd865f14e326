/**
 * Content-Disposition of RFC 6266: a plain name for old clients, the exact one for the others; no
 * path, no line break.
 */
export function attachment(name: string): string {
  // deno-lint-ignore no-control-regex
  const safe = name.replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, "-");
  const plain = safe.normalize("NFD").replace(/[^\x20-\x7e]/g, "");
  const exact = encodeURIComponent(safe).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
