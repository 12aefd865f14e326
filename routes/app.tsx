import type { Hono } from "hono";
import { mountAccount, mountEntrance } from "./accounts/mount.ts";
import { affiliateRoutes, publicAffiliateRoutes } from "./affiliates.ts";
import { apiRoutes } from "./api.ts";
import { documentRoutes, referenceRoutes, writeOnce } from "./api/reference.tsx";
import { authenticate } from "./guards/authenticate.ts";
import {
  ACCEPT_POLICY,
  requirePermission,
  requirePerson,
  requireProvider,
} from "./guards/authorize.ts";
import { calendarRoutes } from "./calendar.tsx";
import type { Env, Frame, Services } from "./context.ts";
import { CRUCE, limitBodies } from "./guards/body_limits.ts";
import { refuseForeignForms, requireOwnCode } from "./guards/csrf.ts";
import { answerFormOnce } from "./guards/sent_again.ts";
import { answerError, answerNoHandler } from "./errors.tsx";
import { mountEnrolment } from "./enrolment/mount.ts";
import { API, createFrame } from "./entrance/frame.ts";
import { framedPortal } from "./entrance/portal_frame.ts";
import { explainedRoutes } from "./payments/explained.tsx";
import { exportRoutes } from "./payments/export.ts";
import { refuseForeignFetches } from "./guards/foreign_fetches.ts";
import { RESUME } from "./guards/kept_form.ts";
import { refuseResumed } from "./guards/resumed.ts";
import { helpRoutes } from "./help/help.tsx";
import { homeRoutes } from "./home.tsx";
import { inquiryListRoutes } from "./inquiries/inquiries.tsx";
import { inquiryMessageRoutes, inquiryRoutes } from "./inquiries/inquiry.tsx";
import { formulaFormRoutes } from "./medicines/formula.tsx";
import { newInquiryMessageRoutes, newInquiryRoutes } from "./inquiries/new.tsx";
import { invitationRoutes } from "./users/invitation.tsx";
import { acceptPolicyRoutes, policyRoutes } from "./accounts/policies.tsx";
import { noticeContactRoutes } from "./notices/contacts.tsx";
import { NOTICE_END, noticeEndRoutes } from "./notices/end.tsx";
import { portalRoutes } from "./portal.tsx";
import { providerTokenRoutes } from "./programs/tokens.tsx";
import { registrationRequestRoutes } from "./providers/registration_request.tsx";
import { actaRoutes, ACTAS } from "./reconciliation/actas.tsx";
import { cruceListRoutes, cruceRoutes } from "./reconciliation/cruce.tsx";
import { resumeRoutes } from "./accounts/resume.tsx";
import { invoiceSearchRoutes } from "./payments/invoice_search.tsx";
import { staffFormRoutes, staffRoutes } from "./staff.ts";
import { verificationRoutes } from "./certificates/verification.tsx";
import { withholdingRoutes } from "./certificates/withholding.tsx";
import { statementRoutes } from "./statements/statement.tsx";
import { webhookRoutes } from "./programs/webhook.tsx";
import { webhookListRoutes, WEBHOOKS } from "./programs/webhooks.tsx";
import { teamRoutes } from "./users/team.tsx";
import { teamActivityRoutes } from "./audit/activity.tsx";
import { exampleRoutes } from "./programs/examples.tsx";
import { lineRoutes } from "./payments/lines.tsx";
import { paymentRoutes } from "./payments/pages.ts";

/**
 * The portal as one Hono application, its addresses in the order in which they are tried. The page
 * that ends notices comes before `refuseForeignForms`, because mail programs post to it. `frame` is
 * given where the entrance has it already.
 */
export async function createApp(services: Services, frame?: Frame): Promise<Hono<Env>> {
  const app = framedPortal(services, frame ?? await createFrame(services));
  app.notFound((c) => answerNoHandler(c, methodsAt(app, c.req.path)));
  app.onError(answerError);
  app.use(limitBodies());
  app.use(refuseResumed());
  const api = apiRoutes();
  app.route(API, api);
  const written = writeOnce(api);
  app.route("/api", documentRoutes(written));
  app.use(refuseForeignFetches());
  app.use(authenticate());
  app.route(NOTICE_END, noticeEndRoutes());
  app.use(refuseForeignForms());
  mountPublic(app);
  app.route("/api", referenceRoutes(written));
  mountPersonal(app);
  app.route("/afiliados", affiliateRoutes());
  mountProvider(app);
  return app;
}

/** For anybody. */
function mountPublic(app: Hono<Env>): void {
  app.route("/", homeRoutes());
  app.route("/afiliados", publicAffiliateRoutes());
  app.route("/verificar", verificationRoutes());
  mountEnrolment(app);
  app.route("/politicas", policyRoutes());
  app.route("/ayuda", helpRoutes());
  app.route("/api/ejemplos", exampleRoutes());
  mountEntrance(app);
  app.route("/registro/solicitud", registrationRequestRoutes());
  app.route("/invitacion", invitationRoutes());
}

/** For whoever has signed in; forms with files are read as streams, by nobody before them. */
function mountPersonal(app: Hono<Env>): void {
  app.use(requirePerson());
  app.route("/afiliados/medicamentos", formulaFormRoutes());
  app.route("/consultas", newInquiryMessageRoutes());
  app.route("/consultas", inquiryMessageRoutes());
  app.route(CRUCE, cruceListRoutes());
  app.route("/funcionario", staffFormRoutes());
  app.use(requireOwnCode(answerFormOnce));
  app.route(ACCEPT_POLICY, acceptPolicyRoutes());
  app.route(
    RESUME,
    resumeRoutes(
      (request, env) => app.fetch(request, env),
      (path) => methodsAt(app, path).includes("GET"),
    ),
  );
  mountAccount(app);
  app.route("/funcionario", staffRoutes());
  app.route("/calendario", calendarRoutes());
}

/** The methods that an address answers, whoever asks. */
function methodsAt(app: Hono<Env>, path: string): string[] {
  return ["GET", "POST"].filter((asked) =>
    app.router.match(asked, path)[0].some(([[, { method }]]) => method === asked)
  );
}

/** For whoever works with a provider. */
function mountProvider(app: Hono<Env>): void {
  app.use(requireProvider());
  app.route("/portal", portalRoutes());
  app.route("/pagos", paymentRoutes());
  app.route("/facturas", lineRoutes());
  app.route("/facturas", explainedRoutes());
  app.route("/buscar", invoiceSearchRoutes());
  app.route(CRUCE, cruceRoutes());
  app.route(ACTAS, actaRoutes());
  app.route("/estado-de-cuenta", statementRoutes());
  app.route("/certificados", withholdingRoutes());
  app.route("/consultas", inquiryListRoutes());
  app.route("/consultas", newInquiryRoutes());
  app.route("/consultas", inquiryRoutes());
  app.use("/equipo/*", requirePermission("manageTeam"));
  app.route("/equipo", teamRoutes());
  app.route("/equipo", teamActivityRoutes());
  app.use("/cuenta/avisos", requirePermission("manageTeam"));
  app.route("/cuenta/avisos", noticeContactRoutes());
  app.use("/cuenta/programas/*", requirePermission("managePrograms"));
  app.route("/cuenta/programas", providerTokenRoutes());
  app.route(WEBHOOKS, webhookListRoutes());
  app.route(WEBHOOKS, webhookRoutes());
  app.route("/", exportRoutes());
}
