import { get, type IncomingMessage } from "node:http";

/** How an answer travels to a client that accepts this encoding; `fetch` does not say it. */
export async function encodingOf(
  url: string,
  accepted: string,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  const options = { headers: { ...headers, "accept-encoding": accepted }, agent: false };
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(url, options, resolve).on("error", reject)
  );
  answer.destroy();
  return answer.headers["content-encoding"];
}
