/** The code by which a form proves that it is of one of this session's own pages. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}
