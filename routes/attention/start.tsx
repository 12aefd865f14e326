import { Hono } from "hono";
import { z } from "zod";
import { CaseKeyPage, type TypedKey } from "../../components/attention/key_page.tsx";
import { StartPage } from "../../components/attention/start_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findKeyedCase, findOwnCases } from "../../db/attention/access.ts";
import { readDocumentNumber } from "../../domain/affiliates/affiliate.ts";
import { KEY_BY_CASE, KEY_BY_SOURCE } from "../../domain/attention/case.ts";
import type { FieldError } from "../../domain/errors.ts";
import { readCode } from "../../domain/code.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { audit, auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { affiliateOf, endAccess, openAccess } from "./access.ts";

const typed = z.string().max(100).default("");
const KEY_FORM = z.object({ radicado: typed, clave: typed });

/** Where a PQRS begins, and where one that was sent is found again. */
export function attentionStartRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { db, now } = c.get("services");
    const affiliate = affiliateOf(c);
    const own = affiliate && await findOwnCases(db, affiliate.id);
    const content = <StartPage own={own} nowMs={now()} />;
    return answerPage(c, { title: "Peticiones, quejas y reclamos", content });
  });

  routes.get("/estado", (c) => answerKey(c, { radicado: "", clave: "" }, []));

  routes.post("/estado", formInput(KEY_FORM), async (c) => {
    const { db, now } = c.get("services");
    const form = c.req.valid("form");
    const folio = form.radicado.trim().toUpperCase();
    const waitMs = await takeAttempt(db, [
      { limit: KEY_BY_SOURCE, of: c.get("clientPlace") },
      { limit: KEY_BY_CASE, of: folio },
    ], now());
    if (waitMs > 0) return answerKey(c, form, [waitError(c, "radicado", waitMs)], 429);
    const key = {
      folio,
      documentNumber: readDocumentNumber(form.clave.trim()),
      codeSha256: sha256(readCode(form.clave) ?? ""),
    };
    const found = await findKeyedCase(db, key);
    if (!found) {
      audit(c, { name: "caseViewed", result: "refused" });
      return answerKey(c, form, [UNKNOWN]);
    }
    const named = found.isNamed ? { detail: { folio } } : { isNameless: true };
    await auditFirst(c, { name: "caseViewed", ...named });
    await openAccess(c, folio);
    return c.redirect(`/afiliados/atencion/pqrs/${folio}`, 303);
  });

  routes.post("/salir", (c) => {
    endAccess(c);
    return c.redirect("/afiliados/atencion/pqrs", 303);
  });
  return routes;
}

const UNKNOWN: FieldError = {
  field: "radicado",
  message: "No encontramos una solicitud con esos dos datos. Revise el radicado, y el documento " +
    "o el código.",
};

function answerKey(c: Ctx, form: TypedKey, errors: FieldError[], status?: 429) {
  const content = <CaseKeyPage typed={form} errors={errors} />;
  const view = { title: "Ver una solicitud", content };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
