import type { Hono } from "hono";
import { ENROLMENT } from "../../components/enrolment/links.ts";
import type { Env } from "../context.ts";
import { enrolmentDocumentRoutes } from "./documents.tsx";
import { enrolmentPeopleRoutes } from "./people.tsx";
import { enrolmentQuestionRoutes } from "./questions.tsx";
import { enrolmentReviewRoutes } from "./review.tsx";
import { enrolmentSendingRoutes } from "./sending.tsx";
import { enrolmentStartRoutes } from "./start.tsx";

/** For whoever applies: no account yet, a secret opens the request. Fixed addresses come first. */
export function mountEnrolment(app: Hono<Env>): void {
  app.route(ENROLMENT, enrolmentStartRoutes());
  app.route(ENROLMENT, enrolmentReviewRoutes());
  app.route(ENROLMENT, enrolmentSendingRoutes());
  app.route(`${ENROLMENT}/documentos`, enrolmentDocumentRoutes());
  app.route(`${ENROLMENT}/personas`, enrolmentPeopleRoutes());
  app.route(ENROLMENT, enrolmentQuestionRoutes());
}
