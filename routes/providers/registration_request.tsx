import { Hono } from "hono";
import { z } from "zod";
import {
  RegistrationRequestPage,
  RegistrationRequestReceivedPage,
} from "../../components/providers/registration_request_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { createRegistrationRequest } from "../../db/providers/registration_requests.ts";
import { REQUEST_FROM_HERE } from "../../domain/accounts/attempt_limit.ts";
import { addYears } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { folio } from "../../domain/folio.ts";
import {
  readRegistrationRequest,
  requestDueDate,
  type TypedRequest,
} from "../../domain/providers/registration_request.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const TITLE = "Solicitud de registro";
const typed = z.string().max(1000).default("");
const FORM = z.object({
  nit: typed,
  documento: typed,
  valor: typed,
  cedula: typed,
  nombre: typed,
  telefono: typed,
  correo: typed,
});
const NOTHING: TypedRequest = {
  nit: "",
  documento: "",
  valor: "",
  cedula: "",
  nombre: "",
  telefono: "",
  correo: "",
};

/**
 * For a provider whose address the EPS does not have. Whatever is said gets the same answer; no link
 * goes anywhere before a member of the staff has checked it.
 */
export function registrationRequestRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerForm(c, NOTHING, []));

  routes.post("/", formInput(FORM), async (c) => {
    const { db, now, settings } = c.get("services");
    const form = c.req.valid("form");
    const reading = readRegistrationRequest(form);
    if ("errors" in reading) return answerForm(c, form, reading.errors);
    const attempts = [{ limit: REQUEST_FROM_HERE, of: c.get("clientPlace") }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) return answerForm(c, form, [waitError(c, "nit", waitMs)], 429);
    const today = todayOf(c);
    const newFolio = folio("SR", today.slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
    const dueOn = requestDueDate(today);
    const paidSince = addYears(today, -1);
    const request = { ...reading.request, folio: newFolio, createdAt: now(), dueOn, paidSince };
    const happened = { name: "registrationRequest", detail: { folio: newFolio } } as const;
    const number = await act(
      c,
      happened,
      (entry) => createRegistrationRequest(db, request, entry),
    );
    const { eps } = settings;
    const content = <RegistrationRequestReceivedPage folio={number} dueOn={dueOn} eps={eps} />;
    return answerPage(c, { title: TITLE, content });
  });
  return routes;
}

function answerForm(c: Ctx, form: TypedRequest, errors: FieldError[], status?: 429) {
  const { eps } = c.get("services").settings;
  const content = <RegistrationRequestPage typed={form} errors={errors} eps={eps} />;
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}
