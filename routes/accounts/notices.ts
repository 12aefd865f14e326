import { countSessions } from "../../db/accounts/sessions.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { describeDevice } from "../../domain/accounts/device.ts";
import { type AccountMail, newPlaceMail } from "../../domain/accounts/mail.ts";
import type { Ctx } from "../context.ts";
import { sendKept } from "../mail/send_kept.ts";

/** Sends a mail to a person after the answer; nothing where no address of hers is known. */
export function tell(c: Ctx, account: Account, compose: (to: string) => AccountMail): void {
  const { background } = c.get("services");
  const { mailbox } = account;
  if (mailbox !== null) background.run(() => sendKept(c, compose(mailbox)));
}

/** Mails whoever signs in from a new place, except at the very first sign-in. */
export function sendPlaceNotice(c: Ctx, account: Account): void {
  const { db, background, settings } = c.get("services");
  const device = describeDevice(c.req.header("user-agent") ?? "");
  background.run(async () => {
    if (account.mailbox === null || await countSessions(db, account.id) < 2) return;
    await sendKept(c, newPlaceMail(account.mailbox, account, settings, device));
  });
}
