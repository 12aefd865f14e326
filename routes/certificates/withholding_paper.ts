import { writtenNit } from "../../domain/eps.ts";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { TAX_WORDS } from "../../domain/certificates/period.ts";
import {
  certifiedSentence,
  readCertifiedWithholding,
  replacedSentence,
  withheldFigures,
  withholdingFacts,
} from "../../domain/certificates/withholding.ts";
import type { PdfBlock, PdfPlan } from "../../lib/pdf/plan.ts";
import { verificationBlock } from "../papers/verification_block.ts";

/** A certificate of withholding as a document; the same certificate is the same bytes. */
export function withholdingPaper(
  certificate: Certificate,
  baseUrl: string,
): Pick<PdfPlan, "title" | "createdAt" | "blocks"> {
  const says = readCertifiedWithholding(certificate.says);
  const { agent, signer, legalNote, tax } = says;
  const { title } = TAX_WORDS[tax];
  const columns = [
    { header: "Lo pagado y lo retenido", weight: 2 },
    { header: "Valor", align: "right" as const },
  ];
  const notes = [legalNote, replacedSentence(says) ?? ""].filter((note) => note !== "");
  return {
    title,
    createdAt: certificate.issuedAt,
    blocks: [
      {
        kind: "paragraph",
        style: "masthead",
        text: `${agent.name} EPS · NIT ${writtenNit(agent)}`,
      },
      { kind: "heading", level: 1, text: title },
      { kind: "paragraph", text: certifiedSentence(says) },
      { kind: "facts", facts: withholdingFacts(says) },
      { kind: "table", columns, rows: withheldFigures(says) },
      { kind: "paragraph", style: "strong", text: signer.name },
      { kind: "paragraph", text: signer.role },
      ...notes.map((text): PdfBlock => ({ kind: "paragraph", style: "small", text })),
      verificationBlock(certificate, baseUrl),
    ],
  };
}
