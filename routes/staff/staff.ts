import { Hono } from "hono";
import { requireStaff } from "../authorize.ts";
import type { Env } from "../context.ts";
import { staffDataRequestRoutes } from "./data_requests.tsx";
import { staffHomeRoutes } from "./home.tsx";
import { staffInquiryListRoutes } from "./inquiries.tsx";
import { staffInquiryRoutes } from "./inquiry.tsx";
import { loadFormRoutes } from "./load_form.tsx";
import { loadUndoRoutes } from "./load_undo.tsx";
import { loadRoutes } from "./loads.tsx";
import { staffRegistrationRequestRoutes } from "./registration_requests.tsx";
import { staffTokenRoutes } from "./tokens.tsx";

/** `/funcionario`: every address says which role it wants. */
export function staffRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireStaff());
  routes.use("/solicitudes/*", requireStaff("lookAfterPeople"));
  routes.use("/datos/*", requireStaff("lookAfterPeople"));
  routes.use("/consultas/*", requireStaff("answerInquiries"));
  routes.use("/cargas/*", requireStaff("readLoads"));
  routes.use("/tokens/*", requireStaff("loadPayments"));
  routes.route("/", staffHomeRoutes());
  routes.route("/solicitudes", staffRegistrationRequestRoutes());
  routes.route("/datos", staffDataRequestRoutes());
  routes.route("/cargas", loadFormRoutes());
  routes.route("/cargas", loadRoutes());
  routes.route("/cargas", loadUndoRoutes());
  routes.route("/tokens", staffTokenRoutes());
  routes.route("/consultas", staffInquiryListRoutes());
  routes.route("/consultas", staffInquiryRoutes());
  return routes;
}
