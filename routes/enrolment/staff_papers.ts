import { Hono } from "hono";
import { ENROLMENTS } from "../../components/staff/links.ts";
import { findEnrolmentFile, findEnrolmentForStaff } from "../../db/enrolment/enrolments.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import type { OnFile } from "../../domain/enrolment/listed.ts";
import { Problem } from "../../domain/errors.ts";
import type { Ctx, Env } from "../context.ts";
import { answerFile } from "../files/download.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { viewReasonRoutes } from "../staff/view_reason.tsx";
import { answerFormPaper } from "./form_paper.ts";

/** What belongs to one request: its form, its documents, and the reason that opens them. */
export function staffEnrolmentPaperRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:afiliacion/formulario.pdf", async (c) => {
    const { enrolment } = await sentEnrolment(c);
    const view = { enrolment: enrolment.folio, what: "enrolmentForm" };
    return await viewWithReason(c, view, () => answerFormPaper(c, enrolment));
  });

  routes.get("/:afiliacion/documentos/:documento", async (c) => {
    const { afiliacion: folio, documento } = c.req.param();
    const file = await findEnrolmentFile(c.get("services").db, folio, documento);
    if (!file) throw new Problem("notFound", "No encontramos ese documento.");
    const view = { enrolment: folio, what: "enrolmentDocument" };
    return await viewWithReason(c, view, () => answerFile(c, file));
  });

  const reason = viewReasonRoutes({
    subjectIn: async (c) => ({ enrolment: (await sentEnrolment(c)).enrolment.folio }),
    module: "Afiliaciones",
    href: ENROLMENTS,
    told: "El motivo queda en el registro con su nombre: lo leen los auditores.",
    example: "revisar la solicitud para decidir sobre ella.",
  });
  routes.route("/:afiliacion/motivo", reason);
  return routes;
}

export type SentEnrolment = { enrolment: Enrolment; onFile: OnFile };

/** The request that the address names, where it was sent at least once. */
export async function sentEnrolment(c: Ctx): Promise<SentEnrolment> {
  const found = await findEnrolmentForStaff(c.get("services").db, c.req.param("afiliacion") ?? "");
  if (!found) throw new Problem("notFound", "No encontramos esa solicitud.");
  return found;
}
