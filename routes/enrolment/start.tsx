import { Hono } from "hono";
import { z } from "zod";
import {
  LinkPage,
  ResumeAskedPage,
  ResumePage,
  SpentLinkPage,
  StartPage,
} from "../../components/enrolment/start_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { beginDraft } from "../../db/enrolment/drafts.ts";
import {
  DAY_MS,
  DRAFT_BY_SOURCE,
  isEditable,
  LINK_BY_MAILBOX,
  LINK_BY_SOURCE,
} from "../../domain/enrolment/enrolment.ts";
import { enrolmentLinkMail } from "../../domain/enrolment/mail.ts";
import type { FieldError } from "../../domain/errors.ts";
import { folio as newFolio, isFolio } from "../../domain/folio.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { SECRET_PLACE } from "../../domain/mail/mailed_link.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { afterAnswer } from "../after_answer.ts";
import { act, audit } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { forgetLink, keepLink, LINK_FIELD, linkTokenOf } from "../guards/link_token.ts";
import { formInput } from "../input.ts";
import { sendKept } from "../mail/send_kept.ts";
import { answerPage } from "../representation.tsx";
import { closeEnrolment, keepOpen, openEnrolment, WIZARD_FORM } from "./draft.ts";
import { ENROLMENT } from "../../components/enrolment/links.ts";

const TITLE = "Afiliarse";
const typed = z.string().max(300).default("");
const RESUME = z.object({ radicado: typed, correo: typed });
const LINK = z.object({ [LINK_FIELD]: typed });
const WRONG_EMAIL = "Escriba un correo completo: ana@correo.com.";
const SECRET = /^[\w-]{32}$/;

/** The first page of the wizard, the mailed link, and how to ask for another one. */
export function enrolmentStartRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerStart(c, "", newSecretToken(), []));

  routes.post("/", formInput(WIZARD_FORM), async (c) => {
    const { correo = "", borrador } = c.req.valid("form");
    return await begin(c, correo, SECRET.test(borrador) ? borrador : newSecretToken());
  });

  routes.get("/retomar", (c) => answerResume(c, { radicado: "", correo: "" }, []));

  routes.post("/retomar", formInput(RESUME), (c) => sendLink(c, c.req.valid("form")));

  routes.get("/enlace", async (c) => {
    const { enrolment, secret } = await openEnrolment(c, await linkTokenOf(c));
    if (!enrolment) return answerSpent(c);
    await keepLink(c);
    const content = <LinkPage folio={enrolment.folio} link={secret} />;
    return answerPage(c, { title: TITLE, content, scripts: ["link" as const] });
  });

  routes.post("/enlace", formInput(LINK), async (c) => {
    const { enrolment, secret } = await openEnrolment(c, await linkTokenOf(c));
    forgetLink(c);
    if (!enrolment) return answerSpent(c);
    await keepOpen(c, secret);
    return c.redirect(`${ENROLMENT}/seguir`, 303);
  });

  routes.post("/salir", (c) => {
    closeEnrolment(c);
    return c.redirect(`${ENROLMENT}/retomar`, 303);
  });
  return routes;
}

/** Begins a draft; a double click, or the form sent again with a corrected address, is the same one. */
async function begin(c: Ctx, typedEmail: string, secret: string) {
  const { db, now, settings } = c.get("services");
  const email = canonicalEmail(typedEmail);
  if (email === undefined) {
    return await answerStart(c, typedEmail, secret, [{ field: "correo", message: WRONG_EMAIL }]);
  }
  const attempts = [{ limit: DRAFT_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    return await answerStart(c, typedEmail, secret, [waitError(c, "correo", waitMs)], 429);
  }
  const mailWaitMs = await takeAttempt(db, [{ limit: LINK_BY_MAILBOX, of: email }], now());
  const createdAt = now();
  const made = newFolio("AF", todayOf(c).slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
  const draft = {
    folio: made,
    secretSha256: sha256(secret),
    email,
    createdAt,
    expiresAt: createdAt + settings.keepDraftDays * DAY_MS,
  };
  const happened = { name: "enrolmentBegun", detail: { folio: made } } as const;
  const folio = await act(c, happened, (entry) => beginDraft(db, draft, entry));
  await keepOpen(c, secret);
  if (folio !== undefined && mailWaitMs === 0) {
    afterAnswer(c, () => mailLink(c, email, folio));
  }
  return c.redirect(`${ENROLMENT}/seguir`, 303);
}

/** One answer whatever was typed, after the same work; whether there is such a request is not told. */
async function sendLink(c: Ctx, form: { radicado: string; correo: string }) {
  const { db, now, settings } = c.get("services");
  const folio = form.radicado.trim().toUpperCase();
  const email = canonicalEmail(form.correo);
  const errors: FieldError[] = [];
  if (!isFolio("AF", folio)) {
    errors.push({
      field: "radicado",
      message: "Cópielo como está en el correo: AF-2026-7K3MWP2Q.",
    });
  }
  if (email === undefined) errors.push({ field: "correo", message: WRONG_EMAIL });
  if (errors.length > 0 || email === undefined) return answerResume(c, form, errors);
  const attempts = [{ limit: LINK_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return answerResume(c, form, [waitError(c, "radicado", waitMs)], 429);
  audit(c, { name: "enrolmentLinkAsked", result: "ok" });
  afterAnswer(c, async () => {
    if (await takeAttempt(db, [{ limit: LINK_BY_MAILBOX, of: `${folio} ${email}` }], now()) > 0) {
      return;
    }
    await mailLink(c, email, folio);
  });
  return answerPage(c, { title: TITLE, content: <ResumeAskedPage phone={settings.eps.phone} /> });
}

/** Nothing is mailed where folio and address do not belong together. */
async function mailLink(c: Ctx, email: string, folio: string): Promise<void> {
  const { settings } = c.get("services");
  const mail = enrolmentLinkMail(email, settings, { folio, token: SECRET_PLACE });
  await sendKept(c, mail, { opens: "enrolment", folio });
}

async function answerStart(
  c: Ctx,
  email: string,
  secret: string,
  errors: FieldError[],
  status?: 429,
) {
  const { enrolment } = await openEnrolment(c);
  const hasBegun = enrolment !== undefined && isEditable(enrolment);
  const content = <StartPage email={email} errors={errors} secret={secret} hasBegun={hasBegun} />;
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}

function answerResume(
  c: Ctx,
  form: { radicado: string; correo: string },
  errors: FieldError[],
  status?: 429,
) {
  const content = <ResumePage typed={form} errors={errors} />;
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentLinkPage /> }, 410);
}
