import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { hostOf } from "../public_http.ts";
import { isLoopbackAddress, isPublicAddress } from "./public_address.ts";
import { readTarget, type TargetRules } from "./target.ts";

/*
 * Posts to addresses that strangers wrote down. Its name is resolved once, every address that the
 * name has must be public, and the connection is made to that very address: a name that leads
 * somewhere else a moment later changes nothing. No redirect is followed, no answer unpacked.
 */

/** Whoever cannot take a message within this time gets it again later. */
const TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16 * 1024;
/** An answer is read so far, so that its sender can end it in peace, and thrown away. */
const MAX_BODY_BYTES = 16 * 1024;

/** Why there was no answer. */
export type SendFault =
  | "target"
  | "unknownName"
  | "notPublic"
  | "unreachable"
  | "certificate"
  | "timeout"
  | "badAnswer";

export type Answer = { status: number } | { fault: SendFault };

export type Message = { url: string; headers: Record<string, string>; body: string };
export type SendMessage = (message: Message) => Promise<Answer>;

export type SenderOptions = TargetRules & {
  /** Every address of a name; asked once a message. */
  resolve?: (name: string) => Promise<string[]>;
  /** The certificates that are believed instead of the usual ones, as PEM. */
  ca?: string;
  timeoutMs?: number;
};

class Failure extends Error {
  constructor(readonly fault: SendFault) {
    super(fault);
  }
}

/** What sends messages; it never throws, whatever is at the other end. */
export function createWebhookSender(options: SenderOptions): SendMessage {
  const { timeoutMs = TIMEOUT_MS } = options;
  return async (message) => {
    const late = Promise.withResolvers<never>();
    const ending = new AbortController();
    const timer = setTimeout(() => late.reject(new Failure("timeout")), timeoutMs);
    const sending = send(message, options, ending.signal);
    try {
      return { status: await Promise.race([sending, late.promise]) };
    } catch (error) {
      return { fault: error instanceof Failure ? error.fault : faultOf(error) };
    } finally {
      clearTimeout(timer);
      ending.abort();
      await sending.catch(() => {});
    }
  };
}

async function send(
  { url: text, headers, body }: Message,
  { allowsLoopback, resolve = resolveName, ca }: SenderOptions,
  signal: AbortSignal,
): Promise<number> {
  const target = readTarget(text, { allowsLoopback });
  if ("fault" in target) throw new Failure("target");
  const { url } = target;
  const host = hostOf(url);
  const isName = isIP(host) === 0;
  const addresses = isName ? await until(signal, resolve(host)).catch(() => []) : [host];
  if (signal.aborted) throw new Failure("timeout");
  const [address] = addresses;
  if (address === undefined) throw new Failure("unknownName");
  const mayReach = (one: string) =>
    isPublicAddress(one) || (allowsLoopback && isLoopbackAddress(one));
  if (!addresses.every(mayReach)) throw new Failure("notPublic");
  const bytes = new TextEncoder().encode(body);
  const answer = await post(url, bytes, {
    host: address,
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    headers: {
      ...headers,
      host: url.host,
      "content-length": bytes.length,
      "accept-encoding": "identity",
      connection: "close",
    },
    signal,
    ...(isName && { servername: host }),
    ...(ca !== undefined && { ca }),
  });
  return await drain(answer);
}

/** The work's result, or an error once the signal says so: a name server need not answer at all. */
async function until<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function resolveName(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

type Options = RequestOptions & { servername?: string; ca?: string };

function post(url: URL, body: Uint8Array, options: Options): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asked = request({
    ...options,
    method: "POST",
    path: url.pathname + url.search,
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  asked.on("response", resolve);
  asked.on("error", reject);
  // Whoever wants to speak another protocol gave no answer, and nothing else tells of its end.
  asked.on("upgrade", (_answer, socket) => {
    socket.destroy();
    reject(new Failure("badAnswer"));
  });
  asked.end(body);
  return promise;
}

/** Reads the rest of an answer as far as it is short; its status counts in any case. */
function drain(answer: IncomingMessage): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let readBytes = 0;
  const end = () => {
    answer.destroy();
    resolve(answer.statusCode ?? 0);
  };
  answer.on("data", (piece: Uint8Array) => {
    readBytes += piece.length;
    if (readBytes > MAX_BODY_BYTES) end();
  });
  answer.on("end", end);
  answer.on("error", end);
  answer.on("close", end);
  return promise;
}

/** By the codes of Node's errors. */
function faultOf(error: unknown): SendFault {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL)/.test(code)) {
    return "certificate";
  }
  if (/^(?:HPE_|ERR_HTTP|ERR_STREAM)/.test(code)) return "badAnswer";
  return "unreachable";
}
