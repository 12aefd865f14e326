import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { TeamPage } from "../../components/users/team_page.tsx";
import { giveBack, takeAttempt } from "../../db/accounts/attempts.ts";
import { voidInvitation } from "../../db/users/invitations.ts";
import { changeRole, findTeam, isTeamAddress, revokeMember } from "../../db/users/team.ts";
import { INVITATION_BY_PROVIDER, SAME_INVITATION } from "../../domain/accounts/attempt_limit.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { readTeamRole, ROLE_WORDS, type TeamRole } from "../../domain/accounts/role.ts";
import { SESSION_IDLE_MS } from "../../domain/accounts/session.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf, sessionOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { sendInvitation, UNSENT } from "./send_invitation.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const QUERY = z.object({ hecho: z.enum(["invitado", "rol", "retirado", "anulada"]).optional() });
const FORM = z.object({
  accion: z.enum(["invitar", "rol", "retirar", "anular"]),
  correo: z.string().max(300).default(""),
  rol: z.string().max(20).default(""),
  persona: z.string().regex(/^\d{0,15}$/).default(""),
  invitacion: z.string().max(100).default(""),
});

const NOTICES = {
  invitado: "Enviamos la invitación. El enlace vence en tres días.",
  rol: "El rol cambió.",
  retirado: "La persona ya no entra por esta IPS y sus sesiones terminaron.",
  anulada: "La invitación quedó anulada.",
};

/** Equipo: who works for a provider, and in which role. */
export function teamRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { hecho } = c.req.valid("query");
    return await answerTeam(c, { errors: [], notice: hecho && NOTICES[hecho] });
  });

  routes.post(
    "/",
    formInput(FORM, (c, form) => answerTeam(c, { errors: [], typed: form })),
    async (c) => {
      const form = c.req.valid("form");
      if (form.accion === "invitar") return await invite(c, form.correo, form.rol);
      if (form.accion === "anular") return await withdraw(c, form.invitacion);
      const userId = Number(form.persona);
      return form.accion === "rol" ? await setRole(c, userId, form.rol) : await revoke(c, userId);
    },
  );
  return routes;
}

async function invite(c: Ctx, typedEmail: string, typedRole: string) {
  const { db, now } = c.get("services");
  const provider = providerOf(c);
  const email = canonicalEmail(typedEmail);
  const role = readTeamRole(typedRole);
  const errors = await judge(c, email, role);
  const typed = { correo: typedEmail, rol: typedRole };
  if (!email || !role || errors.length > 0) return await answerTeam(c, { errors, typed });
  const same = [{ limit: SAME_INVITATION, of: `${provider.nit}\n${email}` }];
  if (await takeAttempt(db, same, now()) > 0) return c.redirect("/equipo?hecho=invitado", 303);
  const attempts = [{ limit: INVITATION_BY_PROVIDER, of: provider.nit }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    return await answerTeam(c, { errors: [waitError(c, "correo", waitMs)], typed, status: 429 });
  }
  const team = { team: provider.legalName, roleName: ROLE_WORDS[role].name };
  const sending = sendInvitation(c, { provider, email, role }, team);
  // Whoever tries again at once must not be told that an invitation went out which did not.
  const takeBack = () => giveBack(db, [...same, ...attempts]);
  const isSent = await sending.catch(async (error) => {
    await takeBack().catch(() => {});
    throw error;
  });
  if (isSent) return c.redirect("/equipo?hecho=invitado", 303);
  await takeBack();
  return await answerTeam(c, { errors: [UNSENT], typed, status: 503 });
}

async function judge(c: Ctx, email: string | undefined, role: TeamRole | undefined) {
  const errors: FieldError[] = [];
  if (!email) {
    const message = "Escriba el correo de la persona, por ejemplo ana@suips.com.";
    errors.push({ field: "correo", message });
  } else if (await isTeamAddress(c.get("services").db, providerOf(c), email)) {
    const message = "Ya está en su equipo: cambie su rol en la lista de personas con acceso.";
    errors.push({ field: "correo", message });
  }
  if (!role) errors.push({ field: "rol", message: "Escoja qué podrá hacer." });
  return errors;
}

async function setRole(c: Ctx, userId: number, typed: string) {
  const role = readTeamRole(typed);
  if (!role) throw new Problem("invalid", "Ese rol no existe.");
  forbidOneself(c, userId);
  const { db, now } = c.get("services");
  const happened = { name: "roleChange", detail: { person: userId, role } } as const;
  const wish = { role, nowMs: now() };
  const isDone = await act(
    c,
    happened,
    (entry) => changeRole(db, providerOf(c), userId, wish, entry),
  );
  if (!isDone) throw nobody();
  return c.redirect("/equipo?hecho=rol", 303);
}

async function revoke(c: Ctx, userId: number) {
  forbidOneself(c, userId);
  const { db, now } = c.get("services");
  const happened = { name: "memberRevoked", detail: { person: userId } } as const;
  const isDone = await act(
    c,
    happened,
    (entry) => revokeMember(db, providerOf(c), userId, now(), entry),
  );
  if (!isDone) throw nobody();
  return c.redirect("/equipo?hecho=retirado", 303);
}

async function withdraw(c: Ctx, handle: string) {
  const { db, now } = c.get("services");
  const isDone = await act(
    c,
    { name: "invitationVoided" },
    (entry) => voidInvitation(db, providerOf(c), handle, now(), entry),
  );
  if (!isDone) throw nobody();
  return c.redirect("/equipo?hecho=anulada", 303);
}

/** Nobody can remove herself by mistake and leave a provider without an administrator. */
function forbidOneself(c: Ctx, userId: number): void {
  if (userId !== sessionOf(c).userId) return;
  throw new Problem(
    "forbidden",
    "Nadie cambia ni retira su propio acceso: pídaselo a otra persona.",
  );
}

function nobody(): Problem {
  return new Problem("notFound", "Esa persona no está en su equipo.");
}

type Answer = {
  errors: FieldError[];
  notice?: string | undefined;
  typed?: { correo: string; rol: string };
  status?: 429 | 503;
};

async function answerTeam(c: Ctx, { errors, notice, typed, status }: Answer) {
  const { db, now } = c.get("services");
  const nowMs = now();
  const team = await findTeam(db, providerOf(c), nowMs, nowMs - SESSION_IDLE_MS);
  const content = (
    <TeamPage
      team={team}
      ownUserId={sessionOf(c).userId}
      typed={typed ?? { correo: "", rol: "contador" }}
      errors={errors}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Equipo", module: "Equipo", content } as const;
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
