import { Hono } from "hono";
import { requireStaff } from "./guards/authorize.ts";
import type { Env } from "./context.ts";
import { contactQueueRoutes } from "./affiliates/contact_queue.tsx";
import { staffAffiliateRoutes } from "./affiliates/staff.tsx";
import { staffAgendaRoutes } from "./appointments/staff.tsx";
import { enrolmentExportRoutes } from "./enrolment/export.ts";
import { staffEnrolmentRoutes } from "./enrolment/staff.tsx";
import { staffEnrolmentPaperRoutes } from "./enrolment/staff_papers.ts";
import { staffAuditRoutes } from "./audit/log.tsx";
import { staffAuditDownloadRoutes } from "./audit/download.ts";
import { staffChainRoutes } from "./audit/chain.tsx";
import { staffDataRequestRoutes } from "./users/data_requests.tsx";
import { staffEndSessionsRoutes } from "./users/end_sessions.tsx";
import { staffHomeRoutes } from "./staff/home.tsx";
import { staffCaseMessageRoutes, staffCaseRoutes } from "./attention/staff_case.tsx";
import { staffCaseListRoutes } from "./attention/staff_list.tsx";
import { staffInquiryListRoutes } from "./inquiries/staff_list.tsx";
import { staffInquiryMessageRoutes, staffInquiryRoutes } from "./inquiries/staff_inquiry.tsx";
import { loadFormRoutes, loadUploadRoutes } from "./loads/form.tsx";
import { staffPaymentRoutes } from "./payments/staff.tsx";
import { loadOddRoutes } from "./loads/odd_payments.ts";
import { staffMedicineListRoutes } from "./medicines/staff_queue.tsx";
import { staffMedicineRoutes } from "./medicines/staff_request.tsx";
import { loadUndoRoutes } from "./loads/undo.tsx";
import { requireLoadReader } from "./loads/subject.ts";
import { loadRoutes } from "./loads/loads.tsx";
import { staffRegistrationRequestRoutes } from "./providers/registration_requests.tsx";
import { staffActaRoutes } from "./reconciliation/staff_actas.tsx";
import { staffAffiliationCertificateRoutes } from "./certificates/staff_affiliation.ts";
import { staffTermsRoutes } from "./certificates/terms.tsx";
import { reportBatchRoutes } from "./reporting/batch.tsx";
import { reportMappingRoutes } from "./reporting/mapping.tsx";
import { reportQueueRoutes } from "./reporting/queue.tsx";
import { staffTokenRoutes } from "./programs/tokens.tsx";
import { staffMailRoutes } from "./mail/failed.tsx";
import { staffProviderRoutes } from "./providers/provider.tsx";
import { staffProviderContactRoutes } from "./providers/contact.tsx";
import { staffProviderListRoutes } from "./providers/providers.tsx";
import { staffSeenRoutes } from "./audit/seen.tsx";
import { staffSystemRoutes } from "./system/system.tsx";
import { staffPeopleRoutes } from "./users/staff.tsx";
import { staffUserRoutes } from "./users/user.tsx";
import { staffUserListRoutes } from "./users/users.tsx";

/** `/funcionario`: every address says which role it wants. */
export function staffRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireStaff());
  routes.use("/solicitudes/*", requireStaff("lookAfterPeople"));
  routes.use("/datos/*", requireStaff("lookAfterPeople"));
  routes.route("/", staffHomeRoutes());
  mountPayments(routes);
  routes.route("/solicitudes", staffRegistrationRequestRoutes());
  routes.route("/datos", staffDataRequestRoutes());
  routes.use("/prestadores/*", requireStaff("lookAfterPeople"));
  mountAffiliates(routes);
  routes.use("/usuarios/*", requireStaff("lookAfterPeople"));
  routes.use("/correos/*", requireStaff("lookAfterPeople"));
  routes.use("/auditoria/*", requireStaff("readAudit"));
  routes.route("/prestadores", staffProviderListRoutes());
  routes.route("/prestadores", staffProviderRoutes());
  routes.route("/prestadores", staffProviderContactRoutes());
  routes.route("/usuarios", staffUserListRoutes());
  routes.route("/usuarios/funcionarios", staffPeopleRoutes());
  routes.route("/usuarios/sesiones", staffEndSessionsRoutes());
  routes.route("/usuarios", staffUserRoutes());
  routes.route("/correos", staffMailRoutes());
  routes.route("/auditoria", staffAuditRoutes());
  routes.route("/auditoria", staffAuditDownloadRoutes());
  routes.route("/auditoria", staffSeenRoutes());
  routes.route("/auditoria", staffChainRoutes());
  routes.use("/sistema/*", requireStaff("watchSystem"));
  routes.route("/sistema", staffSystemRoutes());
  mountThreads(routes);
  return routes;
}

/** What providers and affiliates ask, and the staff answers. */
function mountThreads(routes: Hono<Env>): void {
  routes.use("/consultas/*", requireStaff("answerInquiries"));
  routes.use("/atencion/*", requireStaff("answerAttention"));
  routes.route("/consultas", staffInquiryListRoutes());
  routes.route("/consultas", staffInquiryRoutes());
  routes.use("/conciliaciones/*", requireStaff("answerInquiries"));
  routes.route("/conciliaciones", staffActaRoutes());
  routes.route("/atencion", staffCaseListRoutes());
  routes.route("/atencion", staffCaseRoutes());
}

/** Forms with files, which are read as streams, by nobody before them. */
export function staffFormRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route("/consultas", staffInquiryMessageRoutes());
  routes.route("/atencion", staffCaseMessageRoutes());
  routes.route("/cargas", loadUploadRoutes());
  return routes;
}

/** Loads, what they brought, and what is certified of it. */
function mountPayments(routes: Hono<Env>): void {
  routes.use("/cargas/*", requireLoadReader());
  routes.use("/tokens/*", requireStaff("loadPayments"));
  routes.route("/cargas", loadFormRoutes());
  routes.route("/cargas", loadRoutes());
  routes.route("/cargas", loadOddRoutes());
  routes.route("/cargas", loadUndoRoutes());
  routes.route("/tokens", staffTokenRoutes());
  routes.use("/certificados/*", requireStaff("setCertificates"));
  routes.route("/certificados", staffTermsRoutes());
  routes.use("/siifa/*", requireStaff("loadPayments"));
  routes.route("/siifa", reportQueueRoutes());
  routes.route("/siifa/lotes", reportBatchRoutes());
  routes.route("/siifa/columnas", reportMappingRoutes());
  routes.use("/pagos/*", requireStaff("readPayments"));
  routes.route("/pagos", staffPaymentRoutes());
}

/** What the staff does for affiliates. */
function mountAffiliates(routes: Hono<Env>): void {
  routes.use("/afiliados/*", requireStaff("seeAffiliates"));
  routes.route("/afiliados", staffAffiliateRoutes());
  routes.route("/afiliados", staffAffiliationCertificateRoutes());
  routes.use("/contactos/*", requireStaff("decideEnrolments"));
  routes.route("/contactos", contactQueueRoutes());
  routes.use("/agendas/*", requireStaff("lookAfterAgendas"));
  routes.route("/agendas", staffAgendaRoutes());
  routes.use("/medicamentos/*", requireStaff("lookAfterMedicines"));
  routes.route("/medicamentos", staffMedicineListRoutes());
  routes.route("/medicamentos", staffMedicineRoutes());
  routes.use("/afiliaciones/*", requireStaff("decideEnrolments"));
  routes.route("/afiliaciones/archivo", enrolmentExportRoutes());
  routes.route("/afiliaciones", staffEnrolmentRoutes());
  routes.route("/afiliaciones", staffEnrolmentPaperRoutes());
}
