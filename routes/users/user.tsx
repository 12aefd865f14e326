import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { UserPage } from "../../components/users/user_page.tsx";
import { findWaitEnd } from "../../db/accounts/attempts.ts";
import { findUserRecord } from "../../db/users/record.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";
import { reasonError } from "../staff/act.ts";
import { attemptsOf } from "./attempts.ts";
import { CHANGES, HELPS, isChange } from "./changes.ts";

const NOTICES = {
  desbloquear: "La espera quedó quitada: puede intentarlo ya.",
  clave: "El enlace va al correo de la persona y vence en una hora.",
  sesiones: "Sus sesiones quedaron cerradas.",
  rol: "El rol cambió y ya rige.",
  factor: "El segundo factor quedó quitado. Le contamos por correo.",
  deshabilitar: "Quedó deshabilitado: ya no entra.",
  habilitar: "Quedó habilitado.",
  igual: "No había nada que cambiar, o es el último administrador.",
};
const ACTIONS = [
  "desbloquear",
  "clave",
  "sesiones",
  "rol",
  "factor",
  "deshabilitar",
  "habilitar",
] as const;
const QUERY = z.object({ hecho: z.enum([...ACTIONS, "igual"]).optional() });
const FORM = z.object({
  accion: z.enum(ACTIONS),
  motivo: typedText,
  rol: z.string().max(20).default(""),
});

/** One person: all that is stored about her, and the acts that help or restrict her. */
export function staffUserRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:persona", queryInput(QUERY), async (c) => {
    const user = await userInPath(c);
    const { hecho } = c.req.valid("query");
    return await answerUser(c, user, { notice: hecho && NOTICES[hecho] });
  });

  routes.post("/:persona", formInput(FORM, drawAgain), async (c) => {
    const form = c.req.valid("form");
    const user = await userInPath(c);
    if (!isChange(form.accion)) {
      const waitMs = await HELPS[form.accion](c, user);
      if (waitMs === 0) return backTo(c, user, form.accion);
      return await answerUser(c, user, { errors: [waitError(c, "ayuda", waitMs)], status: 429 });
    }
    forbidOneself(c, user);
    const errors = reasonError(`motivo-${form.accion}`, form.motivo);
    if (errors.length > 0) return await answerUser(c, user, { errors, typed: form });
    const isDone = await CHANGES[form.accion](c, user, form);
    return backTo(c, user, isDone ? form.accion : "igual");
  });
  return routes;
}

async function userInPath(c: Ctx): Promise<UserRecord> {
  const { db, now } = c.get("services");
  const id = c.req.param("persona") ?? "";
  const user = /^[1-9]\d{0,14}$/.test(id) ? await findUserRecord(db, Number(id), now()) : undefined;
  if (!user) throw new Problem("notFound", "No encontramos a esa persona.");
  return user;
}

/**
 * Names a provider in the event, so that it is found by the provider, too; a member may work for
 * several.
 */
function providerOfUser({ providers: [first, ...others] }: UserRecord) {
  return first && others.length === 0 ? { providerId: first.id } : {};
}

function backTo(c: Ctx, { id }: UserRecord, outcome: keyof typeof NOTICES) {
  return c.redirect(`/funcionario/usuarios/${id}?hecho=${outcome}`, 303);
}

/** Nobody can change her own access: no administrator locks herself out by mistake. */
function forbidOneself(c: Ctx, { id }: UserRecord): void {
  if (id !== sessionOf(c).userId) return;
  throw new Problem("forbidden", "Nadie cambia su propio acceso: pídaselo a otro administrador.");
}

type Answer = {
  errors?: FieldError[];
  typed?: z.infer<typeof FORM>;
  notice?: string | undefined;
  status?: 429;
};

/** Every answer that shows the whole record is written to the log, refused forms too (L5). */
async function drawAgain(c: Ctx, typed: z.infer<typeof FORM>) {
  return await answerUser(c, await userInPath(c), { typed });
}

async function answerUser(c: Ctx, user: UserRecord, answer: Answer) {
  const { db, now } = c.get("services");
  const detail = { person: user.id };
  await auditFirst(c, { name: "sensitiveView", ...providerOfUser(user), detail });
  const { errors = [], typed, notice, status } = answer;
  const content = (
    <UserPage
      user={user}
      isOwn={user.id === sessionOf(c).userId}
      waitsUntil={await findWaitEnd(db, attemptsOf(user), now())}
      typed={typed ?? { accion: "", motivo: "", rol: "" }}
      errors={errors}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Usuario", module: "Usuarios", content } as const;
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
