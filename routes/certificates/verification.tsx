import { Hono } from "hono";
import { z } from "zod";
import {
  VerificationFormPage,
  VerificationPage,
} from "../../components/certificates/verification_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findCertificate } from "../../db/certificates/verification.ts";
import { recheckWithheld } from "../../db/certificates/withheld.ts";
import { readCertifiedWithholding } from "../../domain/certificates/withholding.ts";
import { readCode, writtenCode } from "../../domain/code.ts";
import {
  type Verification,
  VERIFICATIONS_BY_SOURCE,
  verify,
} from "../../domain/certificates/verification.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { describe } from "../api/describe.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { answerWait, waitError } from "../guards/wait.ts";
import { pathInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { VERIFY_CERTIFICATE } from "./verification_operation.ts";

const TITLE = "Verificar un certificado";
const MAX_CODE = 100;
const QUERY = z.object({ codigo: z.string().max(MAX_CODE).optional() });
const CODE_PATH = z.object({
  code: z.string().max(MAX_CODE).meta({
    description: "El código del certificado, con o sin guiones.",
    examples: ["DEMR-ET23-4567"],
  }),
});
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
    if (typed === undefined) return answerForm(c, "", [], 200);
    const code = readCode(typed);
    if (!code) return answerForm(c, typed, [{ field: "codigo", message: NOT_A_CODE }], 422);
    return c.redirect(`/verificar/${writtenCode(code)}`, 303);
  });

  routes.get("/:code", async (c) => {
    const { eps } = c.get("services").settings;
    const typed = c.req.param("code").slice(0, MAX_CODE);
    const code = readCode(typed);
    if (!code) return answerForm(c, typed, [{ field: "codigo", message: NOT_A_CODE }], 404);
    const found = await verifyCode(c, code);
    if ("waitMs" in found) {
      return answerForm(c, typed, [waitError(c, "codigo", found.waitMs)], 429);
    }
    const { verification } = found;
    if (!verification) return answerForm(c, typed, [{ field: "codigo", message: UNKNOWN }], 404);
    const props = { code: writtenCode(code), verification, eps };
    return answerPage(c, { title: TITLE, content: <VerificationPage {...props} /> });
  });
  return routes;
}

/** `GET /api/v1/public/certificates/{code}`: the same for scripts, without a token. */
export function apiVerificationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:code", describe(VERIFY_CERTIFICATE), pathInput(CODE_PATH), async (c) => {
    const code = readCode(c.req.valid("param").code);
    if (!code) throw new Problem("notFound", NOT_A_CODE);
    const found = await verifyCode(c, code);
    if ("waitMs" in found) return answerWait(c, found.waitMs);
    if (!found.verification) throw new Problem("notFound", UNKNOWN);
    const { isValid, title, issuedOn, facts } = found.verification;
    const told = facts.map(([name, value]) => ({ name, value }));
    c.header("Cache-Control", "no-store");
    return c.json({ code: writtenCode(code), isValid, title, issuedOn, facts: told });
  });
  return routes;
}

type Found = { waitMs: number } | { verification: Verification | undefined };

/** What the code tells whoever has it; counted, and in the log before it is told. */
async function verifyCode(c: Ctx, code: string): Promise<Found> {
  const { db, now } = c.get("services");
  const attempts = [{ limit: VERIFICATIONS_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return { waitMs };
  const certificate = await findCertificate(db, code);
  const affiliate = certificate?.affiliateId;
  const detail = { certificate: certificate?.id ?? "none", ...(affiliate && { affiliate }) };
  await auditFirst(c, { name: "certificateVerified", detail });
  if (!certificate) return { verification: undefined };
  const { providerId, says, state, issuedAt } = certificate;
  const today = providerId === null
    ? { state }
    : await recheckWithheld(db, providerId, readCertifiedWithholding(says), issuedAt);
  return { verification: verify(certificate, today) };
}

function answerForm(c: Ctx, typed: string, errors: FieldError[], status: 200 | 404 | 422 | 429) {
  const content = <VerificationFormPage typed={typed} errors={errors} />;
  return answerPage(c, { title: TITLE, content }, status);
}
