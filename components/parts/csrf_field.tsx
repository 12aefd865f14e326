/** The code that proves that a form comes from one of this session's own pages. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}
