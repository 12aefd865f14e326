import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { END_ALL_PHRASE, EndSessionsPage } from "../../components/users/end_sessions_page.tsx";
import { endAllSessions } from "../../db/users/access.ts";
import type { FieldError } from "../../domain/errors.ts";
import { forgetSession } from "../guards/session_cookie.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { actNoted, noteOf, reasonError } from "../staff/act.ts";

const FORM = z.object({
  frase: z.string().max(100).default(""),
  motivo: typedText,
});

/** Ends everybody's sessions (S10), one's own too; a word must be typed, and a reason. */
export function staffEndSessionsRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerForm(c, { frase: "", motivo: "" }, []));

  routes.post("/", formInput(FORM, (c, form) => answerForm(c, form, [])), async (c) => {
    const typed = c.req.valid("form");
    const errors = [...reasonError("motivo", typed.motivo), ...phraseError(typed.frase)];
    if (errors.length > 0) return answerForm(c, typed, errors);
    const note = noteOf(c, "sessionsEnded", { userId: sessionOf(c).userId }, typed.motivo);
    const { db } = c.get("services");
    const which = { which: "everybody" };
    await actNoted(c, note, (entry) => endAllSessions(db, note, entry), which);
    forgetSession(c);
    return c.redirect("/zona-ser?salida=si", 303);
  });
  return routes;
}

function phraseError(typed: string): FieldError[] {
  if (typed.trim().toUpperCase() === END_ALL_PHRASE) return [];
  return [{ field: "frase", message: `Escriba ${END_ALL_PHRASE} para confirmar.` }];
}

function answerForm(c: Ctx, typed: z.infer<typeof FORM>, errors: FieldError[]) {
  const content = (
    <EndSessionsPage
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Cerrar las sesiones de todos", module: "Usuarios", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
