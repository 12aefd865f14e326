import {
  affiliationFacts,
  certifyingSentence,
  FAMILY_HEADERS,
  familyRows,
  readCertifiedAffiliation,
} from "../../domain/certificates/affiliation.ts";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { writtenNit } from "../../domain/eps.ts";
import { dateInBogota } from "../../domain/dates.ts";
import type { PdfBlock, PdfPlan } from "../../lib/pdf/plan.ts";
import { verificationBlock } from "../papers/verification_block.ts";

/** A certificate of affiliation as a document; the same certificate is the same bytes. */
export function affiliationPaper(
  certificate: Certificate,
  baseUrl: string,
): Pick<PdfPlan, "title" | "createdAt" | "blocks"> {
  const says = readCertifiedAffiliation(certificate.says);
  const { issuedAt } = certificate;
  const { eps } = says;
  return {
    title: "Certificado de afiliación",
    createdAt: issuedAt,
    blocks: [
      { kind: "paragraph", style: "masthead", text: `${eps.name} EPS · NIT ${writtenNit(eps)}` },
      { kind: "heading", level: 1, text: "Certificado de afiliación" },
      { kind: "paragraph", text: certifyingSentence(says, dateInBogota(issuedAt)) },
      { kind: "facts", facts: [...affiliationFacts(says)] },
      ...familyBlocks(familyRows(says)),
      verificationBlock(certificate, baseUrl),
    ],
  };
}

const WEIGHTS = [2.4, 1.5, 1.1, 1.3];

function familyBlocks(rows: string[][]): PdfBlock[] {
  if (rows.length === 0) return [];
  const columns = FAMILY_HEADERS.map((header, index) => ({ header, weight: WEIGHTS[index] ?? 1 }));
  return [
    { kind: "heading", level: 2, text: "Grupo familiar" },
    { kind: "table", columns, rows },
  ];
}
