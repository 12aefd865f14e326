import { createInvitation, voidInvitation } from "../../db/users/invitations.ts";
import { voidStaffInvitation } from "../../db/users/staff_invitations.ts";
import { INVITATION_LIFETIME_MS } from "../../domain/accounts/registration.ts";
import { Problem } from "../../domain/errors.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { invitationMail } from "../../domain/users/invitation_mail.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { MAIL_NOT_SENT, sendAsked } from "../mail/send_asked.ts";

export const UNSENT = { field: "correo", message: MAIL_NOT_SENT };

type Wish = { provider: Provider | null; email: string; role: string };

/**
 * Stores an invitation to a provider's team, or to the staff, and mails it. Answers false where the
 * mail did not go out: nobody has the link, so the invitation is withdrawn.
 */
export async function sendInvitation(
  c: Ctx,
  { provider, email, role }: Wish,
  team: { team: string; roleName: string },
): Promise<boolean> {
  const { db, now, settings } = c.get("services");
  const token = newSecretToken();
  const handle = newSecretToken();
  const createdAt = now();
  const invitation = {
    tokenSha256: sha256(token),
    handle,
    providerId: provider?.id ?? null,
    email,
    role,
    invitedBy: sessionOf(c).userId,
    createdAt,
    expiresAt: createdAt + INVITATION_LIFETIME_MS,
  };
  const happened = { name: "invitation", detail: { role } } as const;
  const isStored = await act(c, happened, (entry) => createInvitation(db, invitation, entry));
  if (!isStored) {
    throw new Problem("forbidden", "Su rol cambió mientras tanto: no se invitó a nadie.");
  }
  if (await sendAsked(c, invitationMail(email, team, settings, token))) return true;
  await act(
    c,
    { name: "invitationVoided" },
    (entry) =>
      provider === null
        ? voidStaffInvitation(db, handle, now(), entry)
        : voidInvitation(db, provider, handle, now(), entry),
  );
  return false;
}
