import type { PdfPlan } from "../../lib/pdf/plan.ts";
import { attachment } from "../attachment.ts";
import type { Ctx } from "../context.ts";

/** Answers with a PDF of the EPS to be saved under a name. */
export async function answerPdf(
  c: Ctx,
  name: string,
  plan: Omit<PdfPlan, "author" | "language" | "footer">,
): Promise<Response> {
  const { writePdf, settings: { eps } } = c.get("services");
  const footer = (page: number, pages: number) => `${plan.title} · Página ${page} de ${pages}`;
  const bytes = await writePdf({ ...plan, author: eps.name, language: "es-CO", footer });
  return c.body(bytes, 200, {
    "Content-Type": "application/pdf",
    "Content-Disposition": attachment(name),
  });
}
