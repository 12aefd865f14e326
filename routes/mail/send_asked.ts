import type { Mail } from "../../lib/mail/message.ts";
import type { Ctx } from "../context.ts";
import { askToRetry } from "../guards/wait.ts";

/** What is said to whoever asked for a mail that did not go out. */
export const MAIL_NOT_SENT = "El correo no salió. Inténtelo de nuevo en unos minutos.";

/** A server that takes longer is waited for after the answer. */
const WAITED_FOR_MS = 3000;

/**
 * Sends a mail that somebody asks for and who may know whether it went out; answers whether it did, as
 * far as that is known soon. A mail whose failure would tell who has an account goes out by
 * `afterAnswer`.
 */
export async function sendAsked(c: Ctx, mail: Mail): Promise<boolean> {
  const sending = c.get("services").mailer.send(mail);
  const isSent = await waitAWhile(c, sending);
  if (!isSent) askToRetry(c);
  return isSent;
}

/**
 * Waits for work that somebody asked for, but not for long: the rest is done after the answer. Answers
 * false where the work failed meanwhile, which the log tells.
 */
export async function waitAWhile(c: Ctx, work: Promise<void>): Promise<boolean> {
  c.get("services").background.run(() => work);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), WAITED_FOR_MS);
  });
  try {
    return await Promise.race([work.then(() => true, () => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
