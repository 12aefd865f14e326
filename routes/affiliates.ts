import { Hono } from "hono";
import { consultaRoutes } from "./affiliates/consulta.tsx";
import { contactChangeRoutes, noAddressRoutes } from "./affiliates/contact_requests.tsx";
import { directoryRoutes } from "./affiliates/directory.tsx";
import { familyRoutes } from "./affiliates/family.tsx";
import { affiliateHomeRoutes } from "./affiliates/home.tsx";
import { affiliateLandingRoutes } from "./affiliates/landing.tsx";
import { affiliationCertificateRoutes } from "./certificates/affiliation.tsx";
import { myAffiliationRoutes } from "./affiliates/mine.tsx";
import { affiliateRegistrationRoutes } from "./affiliates/registration.tsx";
import { appointmentRoutes } from "./appointments/appointments.ts";
import { newCaseRoutes } from "./attention/new.tsx";
import { ownCaseRoutes } from "./attention/own.tsx";
import { attentionStartRoutes } from "./attention/start.tsx";
import type { Env } from "./context.ts";
import { requireAffiliate } from "./guards/authorize.ts";
import { deliveryRoutes } from "./medicines/delivery.tsx";
import { formulaRoutes } from "./medicines/formula.tsx";
import { medicineRoutes } from "./medicines/medicines.tsx";
import { medicineRequestRoutes } from "./medicines/request.tsx";

/** `/afiliados` for anybody. */
export function publicAffiliateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route("/", affiliateLandingRoutes());
  routes.route("/consulta", consultaRoutes());
  routes.route("/registro", affiliateRegistrationRoutes());
  routes.route("/registro/solicitud", noAddressRoutes());
  routes.route("/", directoryRoutes());
  routes.route("/atencion/pqrs", attentionStartRoutes());
  routes.route("/atencion/pqrs", newCaseRoutes());
  routes.route("/atencion/pqrs", ownCaseRoutes());
  return routes;
}

/** `/afiliados` for affiliates who signed in. */
export function affiliateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireAffiliate());
  routes.route("/inicio", affiliateHomeRoutes());
  routes.route("/citas", appointmentRoutes());
  routes.route("/mi-afiliacion", myAffiliationRoutes());
  routes.route("/mi-afiliacion/contacto", contactChangeRoutes());
  routes.route("/familia", familyRoutes());
  routes.route("/certificado", affiliationCertificateRoutes());
  routes.route("/medicamentos", medicineRoutes());
  routes.route("/medicamentos/pendientes", deliveryRoutes());
  routes.route("/medicamentos/solicitar", formulaRoutes());
  routes.route("/medicamentos/solicitudes", medicineRequestRoutes());
  return routes;
}
