import { Hono } from "hono";
import { z } from "zod";
import { InvitationPage, SpentInvitationPage } from "../../components/users/invitation_page.tsx";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  acceptInvitation,
  findInvitation,
  type Invitation,
  nextUserId,
} from "../../db/users/invitations.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { acceptPolicy, findAccount } from "../../db/accounts/users.ts";
import { PASSWORD_BY_USER } from "../../domain/accounts/attempt_limit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { POLICY_VERSION, policyText } from "../../domain/accounts/policy.ts";
import type { PasswordOwner } from "../../domain/accounts/password.ts";
import {
  readStaffRole,
  readTeamRole,
  ROLE_WORDS,
  STAFF_ROLE_WORDS,
} from "../../domain/accounts/role.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { forgetLink, keepLink, LINK_FIELD, linkTokenOf } from "../guards/link_token.ts";
import { judgeNewPassword, PASSWORD_INPUT, rulesFor } from "../accounts/new_password.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const TITLE = "Invitación";
const MAX_NAME = 100;
const FORM = z.object({
  nombre: z.string().max(300).default(""),
  politicas: z.string().max(10).optional(),
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
  [LINK_FIELD]: z.string().max(200).optional(),
});

/** The page of an invitation's link. Opening it changes nothing. */
export function invitationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const found = await findInvited(c);
    if (!found) return answerSpent(c);
    await keepLink(c);
    return await answerInvitation(c, found, NOTHING_TYPED, []);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const found = await findInvited(c);
    if (!found) return answerSpent(c);
    const form = c.req.valid("form");
    return found.account
      ? await join(c, found, found.account, form.contrasena)
      : await joinAnew(c, found, form);
  });

  routes.post("/reglas", formInput(FORM), async (c) => {
    const found = await findInvited(c);
    const rules = await rulesFor(c, ownerOf(found), c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

type Found = { invitation: Invitation; account: Account | undefined };
type Typed = { nombre: string; politicas: boolean; contrasena: string };
const NOTHING_TYPED: Typed = { nombre: "", politicas: false, contrasena: "" };

/** What the link invites to, and the account that its address has already. */
async function findInvited(c: Ctx): Promise<Found | undefined> {
  const { db, now } = c.get("services");
  const invitation = await findInvitation(db, sha256(await linkTokenOf(c)), now());
  if (!invitation) return undefined;
  const { kind, email } = invitation;
  return { invitation, account: await findAccount(db, { kind, email }) };
}

/** Somebody who has an account proves it with her password. */
async function join(c: Ctx, found: Found, account: Account, typed: string) {
  const { db, now, passwords } = c.get("services");
  const attempts = [{ limit: PASSWORD_BY_USER, of: String(account.id) }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    const error = waitError(c, "contrasena", waitMs);
    return await answerInvitation(c, found, NOTHING_TYPED, [error], 429);
  }
  if (!await passwords.verify(account.passwordHash, typed) || !account.isActive) {
    const error = { field: "contrasena", message: "No es su contraseña de Zona Ser." };
    return await answerInvitation(c, found, NOTHING_TYPED, [error]);
  }
  return await accept(c, found);
}

async function joinAnew(c: Ctx, found: Found, form: z.infer<typeof FORM>) {
  const errors = await judge(c, found, form);
  if (errors.length > 0) {
    const typed = { ...form, politicas: form.politicas !== undefined };
    return await answerInvitation(c, found, typed, errors);
  }
  const passwordHash = await c.get("services").passwords.hash(form.contrasena);
  return await accept(c, found, { name: form.nombre.trim(), passwordHash });
}

async function judge(c: Ctx, found: Found, form: z.infer<typeof FORM>): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const name = form.nombre.trim();
  if (name === "" || name.length > MAX_NAME || /\p{Cc}/u.test(name)) {
    errors.push({ field: "nombre", message: "Escriba su nombre y apellido." });
  }
  if (form.politicas === undefined) {
    errors.push({ field: "politicas", message: "Lea y acepte las políticas para poder entrar." });
  }
  return [...errors, ...await judgeNewPassword(c, ownerOf(found), form)];
}

async function accept(c: Ctx, found: Found, newcomer?: { name: string; passwordHash: string }) {
  const { db, now, settings } = c.get("services");
  const { provider, email, kind, role } = found.invitation;
  const known = await findAccount(db, { kind, email });
  const id = known?.id ?? await nextUserId(db);
  const joining = {
    tokenSha256: sha256(await linkTokenOf(c)),
    nowMs: now(),
    policyVersion: POLICY_VERSION,
    ...(newcomer && { newcomer: { ...newcomer, id } }),
  };
  const who = { userId: id, ...(provider && { providerId: provider.id }) };
  const happened = { name: "invitationAccepted", ...who, detail: { role } } as const;
  const isFirst = await act(c, happened, (entry) => acceptInvitation(db, joining, entry));
  forgetLink(c);
  if (!isFirst) return answerSpent(c);
  if (newcomer) {
    await acceptPolicy(db, {
      userId: id,
      providerId: provider?.id ?? null,
      policyVersion: POLICY_VERSION,
      policySha256: sha256(policyText(settings.eps)),
      acceptedAt: now(),
      address: c.get("clientAddress"),
    });
  }
  const kindOfUser = kind === "staff" ? "&tipo=funcionario" : "";
  return c.redirect(`/zona-ser?activada=si${kindOfUser}`, 303);
}

function ownerOf(found: Found | undefined): PasswordOwner {
  const { provider, email = "" } = found?.invitation ?? {};
  return { numbers: [provider?.nit ?? ""], names: [email, provider?.legalName ?? ""] };
}

/** A role's name on screen; the staff's roles and the teams' have different names. */
export function roleName({ kind, role }: Pick<Invitation, "kind" | "role">): string {
  const staffRole = readStaffRole(role);
  if (kind === "staff") return staffRole ? STAFF_ROLE_WORDS[staffRole] : role;
  const teamRole = readTeamRole(role);
  return teamRole ? ROLE_WORDS[teamRole].name : role;
}

async function answerInvitation(
  c: Ctx,
  found: Found,
  typed: Typed,
  errors: FieldError[],
  status?: 429,
) {
  const { eps } = c.get("services").settings;
  const { invitation, account } = found;
  const content = (
    <InvitationPage
      link={await linkTokenOf(c)}
      team={invitation.provider?.legalName ?? eps.name}
      roleName={roleName(invitation)}
      email={invitation.email}
      isKnown={account !== undefined}
      typed={typed}
      rules={await rulesFor(c, ownerOf(found), typed.contrasena)}
      errors={errors}
      eps={eps}
      nonce={nonceOf(c)}
    />
  );
  const view = { title: TITLE, content, scripts: ["link" as const] };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentInvitationPage /> }, 410);
}
