import { AFFILIATE_KINDS, nameOf, REGIMES } from "../../domain/affiliates/affiliate.ts";
import { formatInstant } from "../../domain/dates.ts";
import {
  type Answers,
  isContributor,
  readAnswers,
  type TypedEnrolment,
} from "../../domain/enrolment/answers.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { DECLARATIONS } from "../../domain/enrolment/law.ts";
import { STATE_WORDS } from "../../domain/enrolment/state.ts";
import { summarize, type SummaryRow } from "../../domain/enrolment/summary.ts";
import { type EpsIdentity, writtenNit } from "../../domain/eps.ts";
import type { PdfBlock, PdfPlan } from "../../lib/pdf/plan.ts";
import type { Ctx } from "../context.ts";
import { answerPdf } from "../papers/answer_pdf.ts";

/** The request as the Formulario Único: its boxes by number, what was declared, who signed. */
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
      ...sectionsOf(typed),
      { kind: "heading", level: 2, text: "Declaraciones" },
      ...DECLARATIONS.map((text): PdfBlock => ({ kind: "paragraph", text })),
      { kind: "heading", level: 2, text: "Documentos y firma" },
      { kind: "facts", facts: [["Archivos", String(documents.length)], ...signed(signature)] },
    ],
  };
}

/** Each person's boxes by their numbers in the Formulario Único; what it has no box for comes last. */
function sectionsOf(typed: TypedEnrolment): PdfBlock[] {
  const derived = derivedRows(readAnswers(typed));
  return summarize(typed).flatMap(({ title, handle, parts }): PdfBlock[] => {
    const rows = [...(handle === undefined ? derived : []), ...parts.flatMap(({ rows }) => rows)];
    const byBox = rows.toSorted((one, other) => (one.box ?? NO_BOX) - (other.box ?? NO_BOX));
    return [
      { kind: "heading", level: 2, text: title },
      { kind: "facts", facts: byBox.map(factOf) },
    ];
  });
}

const NO_BOX = Infinity;

function factOf({ label, value, box }: SummaryRow): readonly [string, string] {
  return [box === undefined ? label : `${box}. ${label}`, value];
}

/** Boxes that nobody is asked for, because the answers say them. */
function derivedRows(answers: Answers): SummaryRow[] {
  const isPaying = isContributor(answers);
  return [
    { box: 2, label: "Tipo de afiliación", value: "Individual" },
    { box: 3, label: "Régimen", value: nameOf(REGIMES, isPaying ? "contributivo" : "subsidiado") },
    {
      box: 4,
      label: "Tipo de afiliado",
      value: nameOf(AFFILIATE_KINDS, isPaying ? "cotizante" : "cabeza"),
    },
  ];
}

function signed(signature: Enrolment["signature"]): (readonly [string, string])[] {
  if (!signature) return [["Firma", "Sin firmar"]];
  const { name, at, from, sha256 } = signature;
  return [
    ["Firmó", `${name}, el ${formatInstant(at)}, desde ${from}`],
    ["SHA-256 de lo firmado", sha256],
  ];
}
