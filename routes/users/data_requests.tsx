import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { DataRequestsPage } from "../../components/users/data_requests_page.tsx";
import { answerDataRequest, findDataRequests } from "../../db/users/data_requests.ts";
import { findAccount } from "../../db/accounts/users.ts";
import type { FieldError } from "../../domain/errors.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { tell } from "../accounts/notices.ts";
import { lengthProblem } from "../../domain/text_length.ts";
import { MAX_DATA_REQUEST_ANSWER } from "../../domain/users/data_request.ts";
import { audit } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";

const TITLE = "Datos personales";
const FORM = z.object({
  radicado: z.string().max(40),
  respuesta: typedText,
});

/** What people ask about their own data, ordered by the legal date for the answer. */
export function staffDataRequestRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerList(c, []));

  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const { db, now, settings } = c.get("services");
    const { radicado: folio, respuesta } = c.req.valid("form");
    const answer = respuesta.trim();
    const message = answer === ""
      ? "Escriba la respuesta."
      : lengthProblem(answer, MAX_DATA_REQUEST_ANSWER);
    if (message !== undefined) {
      return await answerList(c, [{ field: `respuesta-${folio}`, message }], { folio, respuesta });
    }
    const answeredBy = sessionOf(c).userId;
    const userId = await answerDataRequest(db, { folio, answer, answeredBy, answeredAt: now() });
    const result = userId === undefined ? "refused" : "ok";
    audit(c, { name: "dataRequestAnswered", result, detail: { folio } });
    const account = userId === undefined ? undefined : await findAccount(db, { id: userId });
    if (account) {
      const news = {
        subject: "Respondimos su solicitud",
        text: `respondimos su solicitud ${folio}. Léala en Mi cuenta, Datos personales.`,
      };
      tell(c, account, (to) => accountChangedMail(to, account, settings, news));
    }
    return c.redirect("/funcionario/datos", 303);
  });
  return routes;
}

async function drawAgain(c: Ctx, { radicado: folio, respuesta }: z.infer<typeof FORM>) {
  return await answerList(c, [], { folio, respuesta });
}

async function answerList(
  c: Ctx,
  errors: FieldError[],
  typed?: { folio: string; respuesta: string },
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
