/** Statuses whose answers never have a body, whatever was asked for. */
const BODILESS = [204, 205, 304];

/**
 * An answer to HEAD with what GET would say of the length, or with nothing: without a body the runtime
 * would say that there are no bytes, which tells a cache or a program that the file is empty. What may
 * be compressed for GET has another length then.
 */
export function withoutFalseLength({ method, headers }: Request, answer: Response): Response {
  if (method !== "HEAD" || answer.body || BODILESS.includes(answer.status)) return answer;
  if (answer.headers.has("content-length") && !headers.has("accept-encoding")) return answer;
  // Of an empty stream the runtime says no length.
  const unsaid = new Response(new Blob().stream(), answer);
  unsaid.headers.delete("content-length");
  return unsaid;
}
