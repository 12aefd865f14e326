import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import {
  RegistrationRequestDecisionPage,
  RegistrationRequestsPage,
} from "../../components/providers/registration_requests_page.tsx";
import {
  approveRequest,
  findRegistrationRequest,
  findRegistrationRequests,
  rejectRequest,
} from "../../db/providers/registration_requests.ts";
import type { StoredRequest } from "../../domain/providers/stored_request.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { addressOnFileMail } from "../../domain/accounts/registration_mail.ts";
import { judgeDecision, type TypedDecision } from "../../domain/providers/decision.ts";
import { act, auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { formInput } from "../input.ts";
import { DECISION_FORM, type DecisionForm, decisionOf } from "../staff/decision.ts";
import { answerPage } from "../representation.tsx";
import { sendKept } from "../mail/send_kept.ts";

const TITLE = "Solicitudes de registro";

/** Requests of providers without an address on file: the staff checks, calls, and decides. */
export function staffRegistrationRequestRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const found = await findRegistrationRequests(c.get("services").db);
    const content = <RegistrationRequestsPage {...found} today={todayOf(c)} />;
    return answerPage(c, { title: TITLE, module: TITLE, content });
  });

  routes.get("/:folio", async (c) => {
    const request = await requestOf(c);
    await auditFirst(c, { name: "sensitiveView", ...aboutOf(request) });
    return answerRequest(c, request, { correo: request.contactEmail, nota: "" }, []);
  });

  routes.post("/:folio", formInput(DECISION_FORM, drawAgain), async (c) => {
    const form = c.req.valid("form");
    const request = await requestOf(c);
    if (request.state !== "open") return answerRequest(c, request, form, []);
    const errors = judge(form);
    if (errors.length > 0) return answerRequest(c, request, form, errors);
    return form.accion === "aprobar"
      ? await approve(c, request, form)
      : await reject(c, request, form);
  });
  return routes;
}

async function requestOf(c: Ctx): Promise<StoredRequest> {
  const request = await findRegistrationRequest(c.get("services").db, c.req.param("folio") ?? "");
  if (!request) throw new Problem("notFound", "No encontramos esa solicitud.");
  return request;
}

function judge(typed: DecisionForm): FieldError[] {
  const missing = "Escriba el correo que comprobó con la IPS.";
  return judgeDecision(typed, typed.accion === "aprobar" ? missing : undefined);
}

async function approve(c: Ctx, request: StoredRequest, form: DecisionForm) {
  const { db, background, settings } = c.get("services");
  const email = canonicalEmail(form.correo) ?? "";
  const decision = { ...decisionOf(c, request, form), email };
  const isPut = await act(
    c,
    decided(request, "approved"),
    (entry) => approveRequest(db, decision, entry),
  );
  if (!isPut) return answerRequest(c, await requestOf(c), form, [HAS_ADDRESS]);
  const provider = { nit: request.nit, legalName: request.provider?.legalName ?? "" };
  background.run(() => sendKept(c, addressOnFileMail(email, provider, settings)));
  return c.redirect("/funcionario/solicitudes", 303);
}

const HAS_ADDRESS: FieldError = {
  field: "correo",
  message: "Esta IPS ya tiene un correo registrado, o su NIT no está en Prestadores.",
};

async function reject(c: Ctx, request: StoredRequest, form: DecisionForm) {
  const { db } = c.get("services");
  const decision = decisionOf(c, request, form);
  await act(c, decided(request, "rejected"), (entry) => rejectRequest(db, decision, entry));
  return c.redirect("/funcionario/solicitudes", 303);
}

function decided(request: StoredRequest, decision: "approved" | "rejected") {
  const about = aboutOf(request);
  const detail = { ...about.detail, decision };
  return { name: "registrationRequestDecided", ...about, detail } as const;
}

function aboutOf({ folio, providerId }: StoredRequest) {
  return { detail: { folio }, ...(providerId !== null && { providerId }) };
}

async function drawAgain(c: Ctx, typed: DecisionForm) {
  return answerRequest(c, await requestOf(c), typed, []);
}

function answerRequest(
  c: Ctx,
  request: StoredRequest,
  typed: TypedDecision,
  errors: FieldError[],
) {
  const content = (
    <RegistrationRequestDecisionPage
      request={request}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: TITLE, module: TITLE, content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
