import { Hono } from "hono";
import { requireStaff } from "../authorize.ts";
import type { Env } from "../context.ts";
import { staffDataRequestRoutes } from "./data_requests.tsx";
import { staffHomeRoutes } from "./home.tsx";
import { staffInquiryListRoutes } from "./inquiries.tsx";
import { staffInquiryRoutes } from "./inquiry.tsx";
import { staffRegistrationRequestRoutes } from "./registration_requests.tsx";

/** `/funcionario`: every address says which role it wants. */
export function staffRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireStaff());
  routes.use("/solicitudes/*", requireStaff("lookAfterPeople"));
  routes.use("/datos/*", requireStaff("lookAfterPeople"));
  routes.use("/consultas/*", requireStaff("answerInquiries"));
  routes.route("/", staffHomeRoutes());
  routes.route("/solicitudes", staffRegistrationRequestRoutes());
  routes.route("/datos", staffDataRequestRoutes());
  routes.route("/consultas", staffInquiryListRoutes());
  routes.route("/consultas", staffInquiryRoutes());
  return routes;
}
