import type { Mail, Mailer } from "./message.ts";
import { composeMail } from "./message.ts";

const PATIENCE_MS = 10_000;
/** A silent server is noticed sooner; this ends a conversation that the server drags out. */
export const MAX_SEND_MS = 30_000;
const MAX_CONNECTIONS = 5;

/**
 * The server did not take a mail. `problem` has codes and the step, never an address or what the
 * server said. Permanent: the recipient or the text was refused with 5xx, so trying again is
 * useless.
 */
export class MailError extends Error {
  constructor(readonly problem: string, readonly isPermanent: boolean) {
    super(problem);
    this.name = "MailError";
  }
}

/** Sends over a few connections that stay open while mails are being sent or `during` runs. */
export function createSmtpMailer(
  url: string,
  from: string,
  { patienceMs = PATIENCE_MS, longestSendMs = MAX_SEND_MS } = {},
): Mailer {
  let pool: ReturnType<typeof openPool> | undefined;
  let underWay = 0;

  async function during(work: () => Promise<void>): Promise<void> {
    underWay++;
    try {
      await work();
    } finally {
      const used = pool;
      if (--underWay === 0) pool = undefined;
      if (underWay === 0) (await used)?.close();
    }
  }

  async function send(mail: Mail): Promise<void> {
    const message = composeMail(mail, from);
    await during(async () => {
      const used = pool ??= openPool(url, patienceMs);
      await sendWithin(longestSendMs, (signal) => used.then((one) => one.send(message, signal)));
    });
  }

  return { send, during };
}

/** Connects to a mail server and signs in, without sending anything. Throws MailError. */
export async function greetMailServer(url: string, patienceMs = PATIENCE_MS): Promise<void> {
  const { default: nodemailer } = await import("nodemailer");
  const transport = nodemailer.createTransport({ url, ...patience(patienceMs) });
  try {
    await transport.verify();
  } catch (error) {
    throw toMailError(error);
  } finally {
    transport.close();
  }
}

type Message = ReturnType<typeof composeMail>;

/**
 * `maxRequeues`: nodemailer would send a mail again by itself where a connection broke, also after
 * the server had taken it. Whether to try again is for the caller to decide.
 */
async function openPool(url: string, patienceMs: number) {
  const { default: nodemailer } = await import("nodemailer");
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 0,
    ...patience(patienceMs),
  });
  return {
    send: (message: Message, signal: AbortSignal) => transport.sendMail({ ...message, signal }),
    close: () => transport.close(),
  };
}

function patience(ms: number) {
  return { connectionTimeout: ms, greetingTimeout: ms, socketTimeout: ms };
}

/** Throws MailError, also where it takes too long. */
async function sendWithin(
  longestMs: number,
  send: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), longestMs);
  try {
    await send(deadline.signal);
  } catch (error) {
    throw toMailError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** An error of nodemailer has the server's words, which often repeat the address. */
function toMailError(error: unknown): MailError {
  const responseCode = Number(readProperty(error, "responseCode") ?? 0);
  const command = readProperty(error, "command");
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(
    String(readProperty(error, "response") ?? ""),
  )?.[1];
  const code = responseCode || (readProperty(error, "code") ?? readProperty(error, "name"));
  const problem = [code, enhanced, command].filter((part) => part !== undefined).join(" ");
  const isRefusal = command === "RCPT TO" || command === "DATA";
  return new MailError(problem, isRefusal && responseCode >= 500 && responseCode < 600);
}

function readProperty(error: unknown, name: string): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined;
}
