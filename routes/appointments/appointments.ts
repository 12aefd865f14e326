import { Hono } from "hono";
import type { Env } from "../context.ts";
import { callbackRoutes } from "./callback.tsx";
import { ownAppointmentRoutes } from "./own.tsx";
import { bookingRoutes } from "./steps.tsx";

/** `/afiliados/citas`: what somebody has, and the steps to another appointment. */
export function appointmentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route("/", bookingRoutes());
  routes.route("/", callbackRoutes());
  routes.route("/", ownAppointmentRoutes());
  return routes;
}
