import { Hono } from "hono";
import { z } from "zod";
import {
  VerificationFormPage,
  VerificationPage,
} from "../../components/certificates/verification_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findCertificate } from "../../db/certificates/verification.ts";
import { readCertificateCode, writtenCode } from "../../domain/certificates/code.ts";
import { VERIFICATIONS_BY_SOURCE, verify } from "../../domain/certificates/verification.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const TITLE = "Verificar un certificado";
const QUERY = z.object({ codigo: z.string().max(100).optional() });
const NOT_A_CODE = "El código tiene doce letras y números. No usa 0, O, 1, I ni L.";
const UNKNOWN =
  "No es válido: no hay un certificado con este código. Compárelo con el papel, letra por letra.";

/**
 * `/verificar`, and `/verificar/{code}` as the QR code has it: for anybody who was given a certificate.
 * How many codes one place may ask for is limited, and each is an event.
 */
export function verificationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    const typed = c.req.valid("query").codigo;
    if (typed === undefined) return answerForm(c, "", "", 200);
    const code = readCertificateCode(typed);
    if (!code) return answerForm(c, typed, NOT_A_CODE, 422);
    return c.redirect(`/verificar/${writtenCode(code)}`, 303);
  });

  routes.get("/:code", async (c) => {
    const { db, now, settings: { eps } } = c.get("services");
    const typed = c.req.param("code").slice(0, 100);
    const code = readCertificateCode(typed);
    if (!code) return answerForm(c, typed, NOT_A_CODE, 404);
    const attempts = [{ limit: VERIFICATIONS_BY_SOURCE, of: c.get("clientPlace") }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) return answerForm(c, typed, waitError(c, "codigo", waitMs).message, 429);
    const certificate = await findCertificate(db, code);
    const detail = { certificate: certificate?.id ?? "none" };
    await auditFirst(c, { name: "certificateVerified", detail });
    if (!certificate) return answerForm(c, typed, UNKNOWN, 404);
    const props = { code: writtenCode(code), verification: verify(certificate), eps };
    return answerPage(c, { title: TITLE, content: <VerificationPage {...props} /> });
  });
  return routes;
}

function answerForm(c: Ctx, typed: string, message: string, status: 200 | 404 | 422 | 429) {
  const errors = message === "" ? [] : [{ field: "codigo", message }];
  const content = <VerificationFormPage typed={typed} errors={errors} />;
  return answerPage(c, { title: TITLE, content }, status);
}
