import { deliverMail } from "../../db/mail/delivery.ts";
import { enqueueClaimed } from "../../db/mail/outbox.ts";
import type { MailedLink } from "../../domain/mail/mailed_link.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import type { Ctx } from "../context.ts";

type AccountMail = { to: string; subject: string; text: string };

/**
 * Sends a mail about an account after the answer, which says the same whether there is such a mail. So
 * nobody is told where it does not go out: it is in the outbox first, and is tried again from there. It
 * does not wait for the others of the outbox. The secret of its link is made as it is sent.
 */
export async function sendKept(c: Ctx, mail: AccountMail, link?: MailedLink): Promise<void> {
  const { db, mailer, now, log } = c.get("services");
  const kept = {
    dedupeKey: `account:${newSecretToken()}`,
    kind: "account" as const,
    providerId: null,
    ...mail,
    ...(link && { link }),
  };
  const claimed = await enqueueClaimed(db, kept, now());
  await deliverMail(db, mailer, claimed, { now, log });
}
