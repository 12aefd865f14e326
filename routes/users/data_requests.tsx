import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { DataRequestsPage } from "../../components/users/data_requests_page.tsx";
import {
  answerDataRequest,
  findDataRequests,
  findOpenDataRequest,
} from "../../db/users/data_requests.ts";
import { findAccount } from "../../db/accounts/users.ts";
import type { FieldError } from "../../domain/errors.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { tell } from "../accounts/notices.ts";
import { lengthProblem } from "../../domain/text_length.ts";
import { correctedNameProblem, MAX_DATA_REQUEST_ANSWER } from "../../domain/users/data_request.ts";
import { act, audit } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";

const TITLE = "Datos personales";
const FORM = z.object({
  radicado: z.string().max(40),
  respuesta: typedText,
  nombre: typedText.default(""),
});
type Typed = z.infer<typeof FORM>;

/** What people ask about their own data, ordered by the legal date for the answer. */
export function staffDataRequestRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerList(c, []));

  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const typed = c.req.valid("form");
    const request = await findOpenDataRequest(c.get("services").db, typed.radicado);
    const errors = judge(typed, request);
    if (errors.length > 0) return await answerList(c, errors, typed);
    if (request) await answerRequest(c, typed, request);
    return c.redirect("/funcionario/datos", 303);
  });
  return routes;
}

type Request = NonNullable<Awaited<ReturnType<typeof findOpenDataRequest>>>;

function judge({ radicado, respuesta, nombre }: Typed, request?: Request): FieldError[] {
  const answer = respuesta.trim();
  const message = answer === ""
    ? "Escriba la respuesta."
    : lengthProblem(answer, MAX_DATA_REQUEST_ANSWER);
  const isCorrecting = request?.kind === "correccion" && nombre.trim() !== "";
  const wrongName = isCorrecting ? correctedNameProblem(nombre, request.personName) : undefined;
  return [
    ...(wrongName === undefined ? [] : [{ field: `nombre-${radicado}`, message: wrongName }]),
    ...(message === undefined ? [] : [{ field: `respuesta-${radicado}`, message }]),
  ];
}

/** An accepted correction changes the name with its event, which holds the old one (Ley 1581). */
async function answerRequest(
  c: Ctx,
  { radicado: folio, respuesta, nombre }: Typed,
  { kind, userId, personName: before }: Request,
): Promise<void> {
  const { db, now, settings } = c.get("services");
  const after = nombre.trim();
  const isCorrecting = kind === "correccion" && after !== "";
  const answer = {
    folio,
    answer: respuesta.trim(),
    answeredBy: sessionOf(c).userId,
    answeredAt: Math.trunc(now()),
    ...(isCorrecting && { correction: { before, after } }),
  };
  const what = isCorrecting ? { field: "name", before, after } : {};
  const detail = { folio, person: userId, ...what };
  const outcome = await act(
    c,
    { name: "dataRequestAnswered", detail },
    async (entry) => await answerDataRequest(db, answer, entry) ? "answered" : "late",
  );
  if (outcome === "late") {
    return audit(c, { name: "dataRequestAnswered", result: "refused", detail: { folio } });
  }
  const account = await findAccount(db, { id: userId });
  if (!account) return;
  const news = {
    subject: "Respondimos su solicitud",
    text: `respondimos su solicitud ${folio}. Léala en Mi cuenta, Datos personales.`,
  };
  tell(c, account, (to) => accountChangedMail(to, account, settings, news));
}

async function drawAgain(c: Ctx, typed: Typed) {
  return await answerList(c, [], typed);
}

async function answerList(
  c: Ctx,
  errors: FieldError[],
  typed?: Typed,
) {
  const found = await findDataRequests(c.get("services").db);
  const content = (
    <DataRequestsPage
      {...found}
      today={todayOf(c)}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: TITLE, module: TITLE, content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
