import { type IncomingMessage, request as ask } from "node:http";

/** What passed between one tool and its target. */
export type Tally = {
  requests: number;
  statuses: Map<number, number>;
  /** Answers by method and folder: `GET /pagos` → how often it answered 200. */
  reached: Map<string, number>;
  /** Answers of 500 and more. */
  failures: string[];
};

/** What all HTML answers of a target said about scripts. */
export type Policies = {
  answers: number;
  statuses: Set<number>;
  /** Each policy with its nonce masked, and where it was first seen; the empty one where it lacks. */
  seen: Map<string, string>;
  nonces: Set<string>;
  /** Nonces that are short or were seen before. */
  weakNonces: string[];
};

export type Counter = AsyncDisposable & {
  origin: string;
  port: number;
  policies: Policies;
  /** Counts what passes from now on. */
  begin(way?: Way): Tally;
};

/**
 * From how many addresses requests seem to come, which path is not let through, and whether pages are
 * answered without what differs each time (`isSteady`).
 */
export type Way = { places?: "one" | "many"; closed?: string; isSteady?: boolean };

const NONCE = /'nonce-([^']*)'/g;
/** What an answer says once: nonces, the codes of forms, and the number of its request. */
const SAID_ONCE =
  /(?<=nonce="|name="(?:csrf|envio)" value="|"requestId":")[\w+/=.-]+|(?<=class="mono">)[0-9a-f]{8}(?=<)/g;
const LAYOUT = /^.*?(?=<main)|(?<=<\/main>).*$/gs;
/** 128 bits in base64. */
const MIN_NONCE = 22;
const MAX_FAILURES = 20;
const MAX_SHOWN = 100;
const NO_ANSWER = 502;

/**
 * A proxy on loopback, as one stands before the portal in production: it counts what passes, so that
 * what a tool tried is a fact and not the tool's word. `upstreamPort` is where the target listens.
 */
export function startCounter(upstreamPort: number): Counter {
  let tally = newTally();
  let way: Way = {};
  const policies: Policies = newPolicies();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const own = tally;
    const path = request.url.slice(new URL(request.url).origin.length);
    const headers = Object.fromEntries(request.headers);
    if (path === way.closed) return new Response("closed by the counter", { status: 404 });
    if (way.places === "many") headers["x-forwarded-for"] = anyAddress();
    if (way.isSteady) delete headers["accept-encoding"];
    const answer = await pass(upstreamPort, request, path, headers);
    count(own, request.method, path, answer.status);
    readPolicy(policies, `${request.method} ${path.slice(0, MAX_SHOWN)}`, answer);
    return way.isSteady ? await steady(answer) : answer;
  });
  const { port } = server.addr;
  return {
    port,
    policies,
    origin: `http://localhost:${port}`,
    begin(wanted = {}) {
      way = wanted;
      tally = newTally();
      return tally;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** `412 requests (200 × 300, 422 × 112)`. */
export function describeTally({ requests, statuses }: Tally): string {
  const parts = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) =>
    `${status} × ${times}`
  );
  return requests === 0 ? "no request" : `${requests} requests (${parts.join(", ")})`;
}

async function pass(
  port: number,
  request: Request,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  delete headers["transfer-encoding"];
  if (body) headers["content-length"] = String(body.length);
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const outgoing = ask({ host: "127.0.0.1", port, path, method: request.method, headers });
  outgoing.on("response", (message: IncomingMessage) => resolve(toResponse(message)));
  outgoing.on("error", reject);
  outgoing.end(body);
  return await promise.catch((error) =>
    new Response(`the target: ${error}`, { status: NO_ANSWER })
  );
}

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = message.rawHeaders.slice(at, at + 2);
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name)) headers.append(name, value);
  }
  const status = message.statusCode ?? NO_ANSWER;
  const isEmpty = status === 204 || status === 304;
  if (isEmpty) message.resume();
  const chunks = message[Symbol.asyncIterator]();
  const body = isEmpty ? null : ReadableStream.from({ [Symbol.asyncIterator]: () => chunks });
  return new Response(body, { status, headers });
}

/**
 * A page with its own part alone and nothing that differs each time: a tool that compares pages sees
 * any other difference, however small beside the layout, and need not guess.
 */
async function steady(answer: Response): Promise<Response> {
  const { status, headers } = answer;
  if (!/^text\/html|json/.test(headers.get("content-type") ?? "")) return answer;
  const page = (await answer.text()).replace(SAID_ONCE, "").replace(LAYOUT, "");
  headers.delete("content-length");
  headers.delete("content-security-policy");
  return new Response(page, { status, headers });
}

function count(tally: Tally, method: string, path: string, status: number): void {
  const place = `${method} /${path.split(/[/?]/)[1] ?? ""}`;
  tally.requests++;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  if (status < 300) tally.reached.set(place, (tally.reached.get(place) ?? 0) + 1);
  if (status >= 500 && tally.failures.length < MAX_FAILURES) {
    const reason = status === NO_ANSWER ? "no answer that a proxy takes" : status;
    tally.failures.push(`${reason}: ${method} ${path.slice(0, MAX_SHOWN)}`);
  }
}

function readPolicy(policies: Policies, asked: string, { headers, status }: Response): void {
  if (!(headers.get("content-type") ?? "").startsWith("text/html")) return;
  const policy = headers.get("content-security-policy") ?? "";
  const masked = policy.replace(NONCE, "'nonce-NONCE'");
  const where = `${asked} (${status})`;
  policies.answers++;
  policies.statuses.add(status);
  if (!policies.seen.has(masked)) policies.seen.set(masked, where);
  for (const [, nonce = ""] of policy.matchAll(NONCE)) {
    const isWeak = nonce.length < MIN_NONCE || policies.nonces.has(nonce);
    if (isWeak) policies.weakNonces.push(`${nonce}: ${where}`);
    policies.nonces.add(nonce);
  }
}

function newPolicies(): Policies {
  return { answers: 0, statuses: new Set(), seen: new Map(), nonces: new Set(), weakNonces: [] };
}

function newTally(): Tally {
  return { requests: 0, statuses: new Map(), reached: new Map(), failures: [] };
}

/** An address of the range that is reserved for benchmarks (RFC 2544), so that it is nobody's. */
function anyAddress(): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3));
  return `198.${18 + (a & 1)}.${b}.${c}`;
}
