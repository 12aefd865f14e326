import { epsIdentity } from "../../domain/eps.ts";
import { invitationMail } from "../../domain/users/invitation_mail.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { INVITATION_LIFETIME_MS } from "../../domain/accounts/registration.ts";
import {
  readStaffRole,
  STAFF_ROLE_WORDS,
  STAFF_ROLES,
  type StaffRole,
} from "../../domain/accounts/role.ts";
import { createMailer } from "../../lib/mail/mail.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { commandEvent } from "./audit.ts";
import { runCommand } from "./command.ts";
import { firstLine, UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";
import { createInvitation } from "../users/invitations.ts";

const USAGE = `uso: deno task staff:invite CORREO --role=${STAFF_ROLES.join("|")}`;

/** `deno task staff:invite`: a one-time link for a member of the staff, printed and mailed. */
if (import.meta.main) {
  await runCommand(async ({ openPortal, readSettings }) => {
    const { email, role } = readArguments(Deno.args);
    const { baseUrl, mail, ...settings } = await readSettings();
    const eps = epsIdentity(settings.eps);
    const { db, auditLog } = await openPortal();
    const token = newSecretToken();
    const createdAt = Date.now();
    const invited = {
      tokenSha256: sha256(token),
      handle: newSecretToken(),
      providerId: null,
      email,
      role,
      invitedBy: null,
      createdAt,
      expiresAt: createdAt + INVITATION_LIFETIME_MS,
    };
    const event = commandEvent({ name: "invitation", detail: { role } });
    await auditLog.write(event, (entry) => createInvitation(db, invited, entry));
    const team = { team: `${eps.name} EPS`, roleName: STAFF_ROLE_WORDS[role] };
    const invitation = invitationMail(email, team, { baseUrl, eps }, token);
    console.log(`${baseUrl}/invitacion?${token}`);
    await createMailer(mail.url, mail.from).send(invitation).catch(explainUnsent);
    return 0;
  });
}

/** The invitation is stored and its link was printed: whoever runs the command can pass it on. */
function explainUnsent(error: unknown): void {
  console.error(
    `El correo no salió (${firstLine(error)}). Entregue usted el enlace: sirve una vez.`,
  );
}

function readArguments(args: string[]): { email: string; role: StaffRole } {
  const { words, options } = readOptions(args, ["role"]) ?? {};
  const email = canonicalEmail(words?.[0] ?? "");
  const role = readStaffRole(options?.get("role") ?? "");
  if (!email || !role || words?.length !== 1) throw new UsageError(USAGE);
  return { email, role };
}
