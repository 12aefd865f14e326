import type { MailedLink } from "../domain/mail/mailed_link.ts";
import { ACTIVATION_LIFETIME_MS, RESET_LIFETIME_MS } from "../domain/accounts/registration.ts";
import { newSecretToken, sha256 } from "../lib/secret_token.ts";
import { renewActivation } from "./accounts/activations.ts";
import { createReset } from "./accounts/passwords.ts";
import { findAccount } from "./accounts/users.ts";
import type { Db } from "./client.ts";
import { addLink } from "./enrolment/drafts.ts";

/**
 * Makes the secret of a link that is being mailed to an address, and stores its hash: it takes the
 * place of the one that an earlier try may have mailed; of a request to enrol it stands beside that.
 * Answers undefined where the link is no longer due: the account was closed, its address is another
 * one, the registration or the request has ended.
 */
export async function makeLink(
  db: Db,
  link: MailedLink,
  to: string,
  nowMs: number,
): Promise<string | undefined> {
  const token = newSecretToken();
  return await storeHash(db, link, { to, tokenSha256: sha256(token), nowMs }) ? token : undefined;
}

type Made = { to: string; tokenSha256: string; nowMs: number };

async function storeHash(db: Db, link: MailedLink, { to, tokenSha256, nowMs }: Made) {
  switch (link.opens) {
    case "registration": {
      const times = { createdAt: nowMs, expiresAt: nowMs + ACTIVATION_LIFETIME_MS };
      return await renewActivation(db, link.registration, { tokenSha256, ...times });
    }
    case "enrolment":
      return await addLink(db, { folio: link.folio, email: to, linkSha256: tokenSha256, nowMs });
    case "password": {
      const account = await findAccount(db, { id: link.userId });
      if (!account?.isActive || account.mailbox !== to) return false;
      const times = { createdAt: nowMs, expiresAt: nowMs + RESET_LIFETIME_MS };
      await createReset(db, { tokenSha256, userId: account.id, ...times });
      return true;
    }
  }
}
