import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { StaffTokensPage } from "../../components/loads/tokens_page.tsx";
import { createToken, findTokens, revokeToken } from "../../db/programs/tokens.ts";
import { addYears, type CivilDate, formatDate, readTypedDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { STAFF_SCOPE } from "../../domain/programs/scope.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const QUERY = z.object({ hecho: z.enum(["revocado"]).optional() });
const FORM = z.object({
  accion: z.enum(["crear", "revocar"]),
  nombre: z.string().max(500).default(""),
  vence: z.string().max(40).default(""),
  token: z.string().max(100).default(""),
});
const MAX_NAME = 100;

/** The tokens by which programs load payments in the name of whoever made them. */
export function staffTokenRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    const isRevoked = c.req.valid("query").hecho === "revocado";
    return answerTokens(c, isRevoked ? { notice: "El token ya no sirve." } : {});
  });

  routes.post("/", formInput(FORM, (c, typed) => answerTokens(c, { typed })), async (c) => {
    const form = c.req.valid("form");
    return form.accion === "crear" ? await create(c, form) : await revoke(c, form.token);
  });
  return routes;
}

async function create(c: Ctx, typed: { nombre: string; vence: string }) {
  const name = typed.nombre.trim();
  const expiry = readExpiry(typed.vence, todayOf(c));
  const errors = [
    (name === "" || name.length > MAX_NAME) &&
    { field: "nombre", message: "Escriba qué programa usará el token, en a lo sumo 100 letras." },
    "problem" in expiry && { field: "vence", message: expiry.problem },
  ].filter((error) => error !== false);
  if ("problem" in expiry || errors.length > 0) return await answerTokens(c, { typed, errors });
  const { db, now } = c.get("services");
  const made = newSecretToken("zs_");
  const token = {
    tokenSha256: sha256(made),
    handle: newSecretToken(),
    owner: { staffId: sessionOf(c).userId },
    madeBy: sessionOf(c).userId,
    name,
    scopes: [STAFF_SCOPE] as const,
    createdAt: now(),
    expiresOn: expiry.date,
  };
  const happened = { name: "tokenCreated", detail: { scope: STAFF_SCOPE } } as const;
  await act(c, happened, (entry) => createToken(db, token, entry));
  return await answerTokens(c, { made });
}

function readExpiry(typed: string, today: CivilDate): { date: CivilDate } | { problem: string } {
  const reading = readTypedDate(typed);
  if ("problem" in reading) return reading;
  if (reading.date < today) return { problem: "Ese día ya pasó." };
  if (reading.date > addYears(today, 1)) return { problem: "Escoja un día dentro de un año." };
  return reading;
}

async function revoke(c: Ctx, handle: string) {
  const { db, now } = c.get("services");
  const { userId } = sessionOf(c);
  const ended = { handle, nowMs: now() };
  const happened = { name: "tokenRevoked", detail: { scope: STAFF_SCOPE } } as const;
  const isDone = await act(
    c,
    happened,
    (entry) => revokeToken(db, { staffId: userId }, ended, entry),
  );
  if (!isDone) throw new Problem("notFound", "Ese token no es suyo, o ya no sirve.");
  return c.redirect("/funcionario/tokens?hecho=revocado", 303);
}

type Shown = {
  typed?: { nombre: string; vence: string };
  errors?: FieldError[];
  made?: string;
  notice?: string;
};

async function answerTokens(c: Ctx, { typed, errors = [], made, notice }: Shown) {
  const today = todayOf(c);
  const tokens = await findTokens(c.get("services").db, { staffId: sessionOf(c).userId });
  const content = (
    <StaffTokensPage
      tokens={tokens}
      today={today}
      typed={typed ?? { nombre: "", vence: formatDate(addYears(today, 1)) }}
      errors={errors}
      made={made}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Tokens para programas", module: "Cargar archivos", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
