import { formatInstant } from "../../domain/dates.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { DECLARATIONS } from "../../domain/enrolment/law.ts";
import { STATE_WORDS } from "../../domain/enrolment/state.ts";
import { summarize, type SummarySection } from "../../domain/enrolment/summary.ts";
import { type EpsIdentity, writtenNit } from "../../domain/eps.ts";
import type { PdfBlock, PdfPlan } from "../../lib/pdf/plan.ts";
import type { Ctx } from "../context.ts";
import { answerPdf } from "../papers/answer_pdf.ts";

/** The request as the Formulario Único: its boxes numbered through, what was declared, who signed. */
export async function answerFormPaper(c: Ctx, enrolment: Enrolment): Promise<Response> {
  const plan = formPaper(enrolment, c.get("services").settings.eps);
  return await answerPdf(c, `Formulario_${enrolment.folio}.pdf`, plan);
}

function formPaper(
  enrolment: Enrolment,
  eps: EpsIdentity,
): Pick<PdfPlan, "title" | "createdAt" | "blocks"> {
  const { folio, state, email, typed, signature, documents, events } = enrolment;
  const title = "Formulario Único de Afiliación y Registro de Novedades";
  return {
    title,
    createdAt: signature?.at ?? events[0]?.at ?? 0,
    blocks: [
      { kind: "paragraph", style: "masthead", text: `${eps.name} EPS · NIT ${writtenNit(eps)}` },
      { kind: "heading", level: 1, text: title },
      {
        kind: "facts",
        facts: [["Radicado", folio], ["Estado", STATE_WORDS[state].title], ["Correo", email]],
      },
      ...numbered(summarize(typed)),
      { kind: "heading", level: 2, text: "Declaraciones" },
      ...DECLARATIONS.map((text): PdfBlock => ({ kind: "paragraph", text })),
      { kind: "heading", level: 2, text: "Documentos y firma" },
      { kind: "facts", facts: [["Archivos", String(documents.length)], ...signed(signature)] },
    ],
  };
}

/** The boxes of each person in turn, with numbers that go on from one person to the next. */
function numbered(sections: SummarySection[]): PdfBlock[] {
  let box = 0;
  return sections.flatMap(({ title, parts }): PdfBlock[] => [
    { kind: "heading", level: 2, text: title },
    {
      kind: "facts",
      facts: parts.flatMap(({ rows }) =>
        rows.map(([label, value]) => [`${++box}. ${label}`, value] as const)
      ),
    },
  ]);
}

function signed(signature: Enrolment["signature"]): (readonly [string, string])[] {
  if (!signature) return [["Firma", "Sin firmar"]];
  const { name, at, from, sha256 } = signature;
  return [
    ["Firmó", `${name}, el ${formatInstant(at)}, desde ${from}`],
    ["SHA-256 de lo firmado", sha256],
  ];
}
