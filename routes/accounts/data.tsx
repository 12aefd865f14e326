import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { AccountDataPage } from "../../components/accounts/data_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { createDataRequest, findOwnDataRequests } from "../../db/users/data_requests.ts";
import { findHolderData } from "../../db/accounts/holder_data.ts";
import { REQUEST_FROM_HERE } from "../../domain/accounts/attempt_limit.ts";
import { lengthProblem } from "../../domain/text_length.ts";
import {
  dueDate,
  MAX_DATA_REQUEST_TEXT,
  readDataRequestKind,
} from "../../domain/users/data_request.ts";
import { describeHolderCare } from "../../domain/users/holder_care.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { folio } from "../../domain/folio.ts";
import { describeActivity } from "../../domain/audit/activity.ts";
import { describeHolderData } from "../../domain/accounts/holder_data.ts";
import { attachment } from "../attachment.ts";
import { act, auditFirst } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const FORM = z.object({
  solicitud: z.string().max(20).default(""),
  texto: typedText,
});

/** One's own personal data: download it, or ask about it (Ley 1581 de 2012). */
export function accountDataRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/datos", (c) => answerData(c, { solicitud: "consulta", texto: "" }, []));

  routes.post("/datos", formInput(FORM, (c, form) => answerData(c, form, [])), async (c) => {
    const { db, now } = c.get("services");
    const typed = c.req.valid("form");
    const kind = readDataRequestKind(typed.solicitud);
    const errors = judge(typed);
    if (!kind || errors.length > 0) return await answerData(c, typed, errors);
    const { userId } = sessionOf(c);
    const attempts = [{ limit: REQUEST_FROM_HERE, of: `data of ${userId}` }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) return await answerData(c, typed, [waitError(c, "texto", waitMs)], 429);
    const today = todayOf(c);
    const number = folio("DP", today.slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
    const request = { folio: number, kind, text: typed.texto.trim(), userId };
    const asked = { ...request, createdAt: now(), dueOn: dueDate(kind, today) };
    const happened = { name: "dataRequest", detail: { folio: number, kind } } as const;
    await act(c, happened, (entry) => createDataRequest(db, asked, entry));
    return c.redirect("/cuenta/datos", 303);
  });

  routes.get("/datos.json", async (c) => {
    const { db, settings } = c.get("services");
    const data = await findHolderData(db, sessionOf(c).userId);
    if (!data) throw new Problem("signedOut");
    await auditFirst(c, { name: "dataExport" });
    const described = {
      ...describeHolderData(data, settings.eps, describeActivity),
      ...describeHolderCare(data.care),
    };
    return c.body(JSON.stringify(described, null, 2), 200, {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": attachment(`Datos_personales_${todayOf(c)}.json`),
    });
  });
  return routes;
}

function judge({ solicitud, texto }: { solicitud: string; texto: string }): FieldError[] {
  const errors: FieldError[] = [];
  if (!readDataRequestKind(solicitud)) {
    errors.push({ field: "solicitud", message: "Escoja qué quiere pedir." });
  }
  const message = texto.trim() === ""
    ? "Escriba qué dato es y qué debemos hacer con él."
    : lengthProblem(texto, MAX_DATA_REQUEST_TEXT);
  if (message !== undefined) errors.push({ field: "texto", message });
  return errors;
}

async function answerData(
  c: Ctx,
  typed: { solicitud: string; texto: string },
  errors: FieldError[],
  wait?: 429,
) {
  const { db } = c.get("services");
  const content = (
    <AccountDataPage
      requests={await findOwnDataRequests(db, sessionOf(c).userId)}
      today={todayOf(c)}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const status = wait ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Datos personales", content }, status);
}
