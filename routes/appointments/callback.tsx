import { Hono } from "hono";
import { z } from "zod";
import { AskCallbackPage, CallbackPage } from "../../components/appointments/callback_page.tsx";
import { findCallback, requestCallback } from "../../db/appointments/callbacks.ts";
import { findContactStep } from "../../db/appointments/steps.ts";
import { callPromisedOn } from "../../domain/appointments/callback.ts";
import { phoneError, readPhone } from "../../domain/appointments/contact.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, personOf, todayOf } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { newFolio, ownDraft, pageOf, withCareKind } from "./draft.ts";

const FORM = z.object({ telefono: z.string().max(200).default("") });

/** Somebody finds no hour in time and asks to be called; the promise is a date with a radicado. */
export function callbackRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/nueva/:borrador/llamada", (c) => answerAsk(c, undefined, []));

  routes.post("/nueva/:borrador/llamada", formInput(FORM), async (c) => {
    const { telefono } = c.req.valid("form");
    const phone = readPhone(telefono);
    if (!phone) return answerAsk(c, telefono, phoneError(telefono));
    const { nowMs, ...own } = ownDraft(c);
    const asked = { ...own, phone, promisedOn: callPromisedOn(todayOf(c)) };
    const request = { ...asked, folio: newFolio(c, "LL") };
    const happened = {
      name: "callbackRequested",
      detail: { folio: request.folio, affiliate: personOf(c).id },
    } as const;
    const folio = await act(
      c,
      happened,
      (entry) => requestCallback(c.get("services").db, request, nowMs, entry),
    );
    if (folio === undefined) throw new Problem("notFound");
    return c.redirect(`/afiliados/citas/llamadas/${folio}`, 303);
  });

  routes.get("/llamadas/:llamada", async (c) => {
    const of = { folio: c.req.param("llamada"), affiliateId: personOf(c).id };
    const callback = await findCallback(c.get("services").db, of);
    if (!callback) throw new Problem("notFound");
    const content = <CallbackPage callback={callback} today={todayOf(c)} />;
    return answerPage(c, { title: "Llamada pedida", module: "Citas", content });
  });
  return routes;
}

async function answerAsk(c: Ctx, typed: string | undefined, errors: FieldError[]) {
  const { db } = c.get("services");
  const { draft, contact } = withCareKind(await findContactStep(db, ownDraft(c)));
  const content = (
    <AskCallbackPage
      draft={draft}
      phone={typed ?? contact.phone ?? ""}
      promisedOn={callPromisedOn(todayOf(c))}
      errors={errors}
      {...pageOf(c)}
    />
  );
  const view = { title: "Pedir una llamada", module: "Citas", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
