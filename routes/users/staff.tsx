import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { StaffPeoplePage } from "../../components/users/staff_page.tsx";
import { giveBack, takeAttempt } from "../../db/accounts/attempts.ts";
import {
  findStaffInvitations,
  isStaffAddress,
  voidStaffInvitation,
} from "../../db/users/staff_invitations.ts";
import { INVITATION_BY_PROVIDER } from "../../domain/accounts/attempt_limit.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { readStaffRole, STAFF_ROLE_WORDS, type StaffRole } from "../../domain/accounts/role.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { sendInvitation, UNSENT } from "./send_invitation.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const NOTICES = {
  invitado: "Enviamos la invitación. El enlace vence en tres días.",
  anulada: "La invitación quedó anulada.",
};
const QUERY = z.object({ hecho: z.enum(["invitado", "anulada"]).optional() });
const FORM = z.object({
  accion: z.enum(["invitar", "anular"]),
  correo: z.string().max(300).default(""),
  rol: z.string().max(20).default(""),
  invitacion: z.string().max(100).default(""),
});
const NOBODY = { correo: "", rol: "" };

/** Invites to the staff as `deno task staff:invite` does. */
export function staffPeopleRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { hecho } = c.req.valid("query");
    return await answerPeople(c, NOBODY, [], { notice: hecho && NOTICES[hecho] });
  });

  routes.post("/", formInput(FORM, (c, form) => answerPeople(c, form, [])), async (c) => {
    const { accion, invitacion, ...typed } = c.req.valid("form");
    if (accion === "anular") return await withdraw(c, invitacion);
    const email = canonicalEmail(typed.correo);
    const role = readStaffRole(typed.rol);
    const errors = await judge(c, email, role);
    if (!email || !role || errors.length > 0) return await answerPeople(c, typed, errors);
    const attempts = [{ limit: INVITATION_BY_PROVIDER, of: `staff ${sessionOf(c).userId}` }];
    const waitMs = await takeAttempt(c.get("services").db, attempts, c.get("services").now());
    if (waitMs > 0) {
      return await answerPeople(c, typed, [waitError(c, "correo", waitMs)], { status: 429 });
    }
    const { settings } = c.get("services");
    const team = { team: `${settings.eps.name} EPS`, roleName: STAFF_ROLE_WORDS[role] };
    if (await sendInvitation(c, { provider: null, email, role }, team)) {
      return c.redirect("/funcionario/usuarios/funcionarios?hecho=invitado", 303);
    }
    await giveBack(c.get("services").db, attempts);
    return await answerPeople(c, typed, [UNSENT], { status: 503 });
  });
  return routes;
}

async function judge(c: Ctx, email: string | undefined, role: StaffRole | undefined) {
  const errors: FieldError[] = [];
  if (!email) {
    errors.push({ field: "correo", message: "Escriba un solo correo, por ejemplo ana@eps.co." });
  } else if (await isStaffAddress(c.get("services").db, email)) {
    const message = "Ya hay un funcionario con este correo: búsquelo en Usuarios.";
    errors.push({ field: "correo", message });
  }
  if (!role) errors.push({ field: "rol", message: "Escoja qué podrá hacer." });
  return errors;
}

async function withdraw(c: Ctx, handle: string) {
  const { db, now } = c.get("services");
  const isDone = await act(
    c,
    { name: "invitationVoided" },
    (entry) => voidStaffInvitation(db, handle, now(), entry),
  );
  if (!isDone) throw new Problem("notFound", "Esa invitación ya no está abierta.");
  return c.redirect("/funcionario/usuarios/funcionarios?hecho=anulada", 303);
}

type Further = { notice?: string | undefined; status?: 429 | 503 };

async function answerPeople(
  c: Ctx,
  typed: { correo: string; rol: string },
  errors: FieldError[],
  { notice, status }: Further = {},
) {
  const { db, now } = c.get("services");
  const content = (
    <StaffPeoplePage
      invitations={await findStaffInvitations(db, now())}
      typed={typed}
      errors={errors}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Invitar funcionarios", module: "Usuarios", content } as const;
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
