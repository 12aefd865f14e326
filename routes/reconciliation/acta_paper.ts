import { formatDate, formatInstant } from "../../domain/dates.ts";
import { type EpsIdentity, writtenNit } from "../../domain/eps.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import {
  type Acta,
  ACTA_STATE_WORDS,
  type ActaLine,
  POSITION_WORDS,
} from "../../domain/reconciliation/acta.ts";
import { GROUP_WORDS } from "../../domain/reconciliation/groups.ts";
import { formatCount } from "../../domain/thousands.ts";
import type { PdfBlock, PdfPlan } from "../../lib/pdf/plan.ts";

/** An acta as a document to print, with who signed it and when; the same acta is the same bytes. */
export function actaPaper(
  acta: Acta,
  lines: ActaLine[],
  eps: EpsIdentity,
): Pick<PdfPlan, "title" | "createdAt" | "blocks"> {
  const title = `Acta de conciliación ${acta.folio}`;
  const { closed, answered, sent } = acta;
  return {
    title,
    createdAt: closed?.at ?? answered?.at ?? sent?.at ?? acta.createdAt,
    blocks: [
      { kind: "paragraph", style: "masthead", text: `${eps.name} EPS · NIT ${writtenNit(eps)}` },
      { kind: "heading", level: 1, text: title },
      { kind: "facts", facts: factsOf(acta) },
      { kind: "heading", level: 2, text: "Lo que dice cada parte" },
      totalsOf(acta),
      { kind: "heading", level: 2, text: "Diferencias" },
      linesOf(lines),
      ...(acta.sha256
        ? [{ kind: "paragraph", style: "small", text: `SHA-256 ${acta.sha256}` } as const]
        : []),
    ],
  };
}

function factsOf({ provider, cutoffOn, difference, state, ...acta }: Acta) {
  const signed = [["Preparó", acta.sent], ["Respondió", acta.answered], ["Cerró", acta.closed]]
    .flatMap(([name, by]): (readonly [string, string])[] =>
      by && typeof by === "object" && typeof name === "string"
        ? [[name, `${by.name}, el ${formatInstant(by.at)}`]]
        : []
    );
  return [
    ["Prestador", `${provider.legalName}, NIT ${formatNit(provider.nit)}`] as const,
    ["Fecha de corte", formatDate(cutoffOn)] as const,
    ["Diferencia", formatMoney(difference)] as const,
    ["Estado", ACTA_STATE_WORDS[state]] as const,
    ...(acta.continues ? [["Sigue a", acta.continues] as const] : []),
    ...signed,
  ];
}

const RIGHT = { align: "right" } as const;

function totalsOf({ totals }: Acta): PdfBlock {
  return {
    kind: "table",
    columns: [
      { header: "Estado", weight: 1.6 },
      { header: "Facturas", weight: 0.8, ...RIGHT },
      { header: "Según la IPS", ...RIGHT },
      { header: "Pagado", ...RIGHT },
      { header: "Falta", ...RIGHT },
    ],
    rows: totals.filter(({ count }) => count > 0).map(({ group, count, listed, paid, open }) => [
      GROUP_WORDS[group].name,
      formatCount(count),
      formatMoney(listed),
      formatMoney(paid),
      formatMoney(open),
    ]),
  };
}

function linesOf(lines: ActaLine[]): PdfBlock {
  return {
    kind: "table",
    columns: [
      { header: "Factura", weight: 1.1 },
      { header: "Según la IPS", ...RIGHT },
      { header: "Pagado", ...RIGHT },
      { header: "Diferencia", ...RIGHT },
      { header: "Motivo y respuesta", weight: 2.4 },
    ],
    rows: lines.map((line) => [
      line.invoiceNumber,
      line.listedAmount === null ? "–" : formatMoney(line.listedAmount),
      formatMoney(line.paidAmount),
      formatMoney(line.difference),
      `${line.reason} ${answerOf(line)}`.trim(),
    ]),
  };
}

function answerOf({ position, note, promisedOn, isDisputed }: ActaLine): string {
  if (position === null) return "";
  const day = promisedOn ? `, a más tardar el ${formatDate(promisedOn)}` : "";
  const why = note === "" ? "" : `: ${note}`;
  const dispute = isDisputed ? " La IPS no está de acuerdo." : "";
  return `${POSITION_WORDS[position]}${day}${why}.${dispute}`;
}
