import { Hono } from "hono";
import { z } from "zod";
import {
  ContactDecisionPage,
  ContactQueuePage,
} from "../../components/affiliates/contact_queue_pages.tsx";
import { CONTACTS } from "../../components/staff/links.ts";
import {
  approveContact,
  findContactRequest,
  findContactRequests,
  rejectContact,
} from "../../db/affiliates/contact_requests.ts";
import { addressOnFileMail } from "../../domain/accounts/registration_mail.ts";
import type { ContactRequest } from "../../domain/affiliates/contact_request.ts";
import { mailboxLeftNotice } from "../../domain/affiliates/mailbox_left.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { judgeDecision, type TypedDecision } from "../../domain/providers/decision.ts";
import { act, auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { DECISION_FORM, type DecisionForm, decisionOf } from "../staff/decision.ts";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";
import { sendKept } from "../mail/send_kept.ts";

const MODULE = "Datos de contacto";
const QUERY = z.object({ pagina: z.string().max(100).default("") });

/**
 * What affiliates want on file: the staff checks, calls, and decides. The request is the reason to see
 * her contact data, so its radicado stands in the event instead of a typed one.
 */
export function contactQueueRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const page = wantedPage(c.req.valid("query").pagina);
    const found = await findContactRequests(c.get("services").db, page);
    requirePage(page, found.count);
    const content = <ContactQueuePage {...found} page={page} today={todayOf(c)} />;
    return answerPage(c, { title: MODULE, module: MODULE, content });
  });

  routes.get("/:folio", async (c) => {
    const request = await requestOf(c);
    return await answerRequest(c, request, { correo: request.email ?? "", nota: "" }, []);
  });

  const form = formInput(
    DECISION_FORM,
    async (c, typed) => answerRequest(c, await requestOf(c), typed, []),
  );
  routes.post("/:folio", form, async (c) => {
    const typed = c.req.valid("form");
    const request = await requestOf(c);
    const errors = request.state === "open" ? judge(request, typed) : [];
    if (request.state !== "open" || errors.length > 0) {
      return await answerRequest(c, request, typed, errors);
    }
    return typed.accion === "aprobar"
      ? await approve(c, request, typed)
      : await reject(c, request, typed);
  });
  return routes;
}

async function requestOf(c: Ctx): Promise<ContactRequest> {
  const request = await findContactRequest(c.get("services").db, c.req.param("folio") ?? "");
  if (!request) throw new Problem("notFound", "No encontramos esa solicitud.");
  return request;
}

function judge({ email }: ContactRequest, typed: DecisionForm): FieldError[] {
  const isEmailWanted = typed.accion === "aprobar" && email !== null;
  const missing = "Escriba el correo que comprobó con la persona.";
  return judgeDecision(typed, isEmailWanted ? missing : undefined);
}

async function approve(c: Ctx, request: ContactRequest, typed: DecisionForm) {
  const { db, background, deliver, settings } = c.get("services");
  const email = request.email === null ? null : canonicalEmail(typed.correo) ?? null;
  const decision = { ...decisionOf(c, request, typed), email };
  const left = mailboxLeftNotice(settings.eps);
  const happened = decided(request, "approved");
  if (!await act(c, happened, (entry) => approveContact(db, decision, left, entry))) {
    return await answerRequest(c, await requestOf(c), typed, [NOT_NOW]);
  }
  const { firstName = "" } = request.onFile ?? {};
  if (email !== null && email !== request.onFile?.email) {
    background.run(deliver);
    background.run(() => sendKept(c, addressOnFileMail(email, { firstName }, settings)));
  }
  return c.redirect(CONTACTS, 303);
}

const NOT_NOW: FieldError = {
  field: "nota",
  message: "Esta persona ya tiene un correo registrado, o no está en Afiliados.",
};

async function reject(c: Ctx, request: ContactRequest, typed: DecisionForm) {
  const decision = decisionOf(c, request, typed);
  const { db } = c.get("services");
  const happened = decided(request, "rejected");
  await act(c, happened, (entry) => rejectContact(db, decision, entry));
  return c.redirect(CONTACTS, 303);
}

function decided(request: ContactRequest, decision: "approved" | "rejected") {
  return { name: "contactRequestDecided", detail: { ...aboutOf(request), decision } } as const;
}

function aboutOf({ folio, affiliateId }: ContactRequest) {
  return { folio, affiliate: affiliateId ?? "nobody" };
}

async function answerRequest(
  c: Ctx,
  request: ContactRequest,
  typed: TypedDecision,
  errors: FieldError[],
) {
  await auditFirst(c, {
    name: "affiliateViewed",
    detail: { ...aboutOf(request), what: "contact" },
  });
  const content = (
    <ContactDecisionPage
      request={request}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: MODULE, module: MODULE, content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
