import { z } from "zod";
import { type CivilDate, dateInBogota, formatDate } from "../dates.ts";
import { writtenCode } from "../code.ts";
import { type EpsIdentity, writtenNit } from "../eps.ts";
import { type Cents, formatMoney } from "../money.ts";
import { formatNit } from "../nit.ts";
import { formatCount } from "../thousands.ts";
import { daysOf, periodName, TAX_WORDS, type TaxPeriod } from "./period.ts";
import type { Certificate } from "./certificate.ts";
import { conceptOf, type WithholdingTerms } from "./terms.ts";

/** Sums over the lines of a period from which a tax was withheld. */
export type WithheldSums = {
  lines: number;
  /** Valor Factura. */
  base: Cents;
  vat: Cents;
  withheld: Cents;
};

const PARTY = z.object({ name: z.string(), nit: z.string() });
const SAYS = z.object({
  tax: z.enum(["renta", "iva", "ica"]),
  year: z.number(),
  bimester: z.number().nullable(),
  agent: PARTY.extend({ city: z.string(), address: z.string() }),
  provider: PARTY.extend({ municipality: z.string().nullable() }),
  concept: z.string(),
  rate: z.string(),
  sums: z.object({ lines: z.number(), base: z.number(), vat: z.number(), withheld: z.number() }),
  /** The one before of the same period, which said something else. */
  replaces: z.object({ code: z.string(), issuedAt: z.number(), withheld: z.number() }).nullable(),
  signer: z.object({ name: z.string(), role: z.string() }),
  legalNote: z.string(),
});

/** What a certificate of withholding says (Estatuto Tributario, art. 381), and then always says. */
export type CertifiedWithholding = z.infer<typeof SAYS>;

type Parties = {
  provider: { nit: string; legalName: string; municipality: string | null };
  terms: WithholdingTerms;
  eps: EpsIdentity;
  /** The certificate of this period that is out. */
  before: Certificate | undefined;
};

/**
 * What the certificate of a period says, and which one it replaces; undefined where the one that is out
 * says the same.
 */
export function certifyWithholding(
  period: TaxPeriod,
  sums: WithheldSums,
  { provider, terms, eps, before }: Parties,
): CertifiedWithholding | undefined {
  const { nit, legalName: name, municipality } = provider;
  const said = before && readCertifiedWithholding(before.says);
  const says = SAYS.parse({
    ...period,
    agent: { name: eps.name, nit: eps.nit, city: terms.city, address: terms.address },
    provider: { name, nit, municipality },
    ...conceptOf(terms, period.tax),
    sums,
    signer: { name: terms.signerName, role: terms.signerRole },
    legalNote: terms.legalNote,
    replaces: said?.replaces ?? null,
  });
  if (!before || !said) return says;
  if (JSON.stringify(said) === JSON.stringify(says)) return undefined;
  const { code, issuedAt } = before;
  return { ...says, replaces: { code, issuedAt, withheld: said.sums.withheld } };
}

export function readCertifiedWithholding(says: string): CertifiedWithholding {
  return SAYS.parse(JSON.parse(says));
}

/** Whether what was summed is what a certificate says. */
export function isSameSum(one: WithheldSums, other: WithheldSums): boolean {
  return one.lines === other.lines && one.base === other.base && one.vat === other.vat &&
    one.withheld === other.withheld;
}

/** A period can be certified once it is over. */
export function isOver(period: TaxPeriod, today: CivilDate): boolean {
  return daysOf(period).to < today;
}

/** The first sentence of the paper. */
export function certifiedSentence(says: CertifiedWithholding): string {
  const { agent, provider } = says;
  return `${agent.name} EPS certifica que en el período que aquí se nombra practicó a ` +
    `${provider.name} esta retención, y que la consignó en ${agent.city}.`;
}

/** Who withheld, of whom, when and where: what article 381 wants beside the amounts. */
export function withholdingFacts(says: CertifiedWithholding): (readonly [string, string])[] {
  const { agent, provider, tax } = says;
  return [
    ["Período gravable", capital(periodName(says))],
    ["Agente retenedor", `${agent.name} EPS, NIT ${writtenNit(agent)}`],
    ["Dirección", agent.address],
    ["Ciudad donde se consignó", agent.city],
    ["A quien se le retuvo", provider.name],
    ["NIT", formatNit(provider.nit)],
    ...(tax === "ica" ? [["Municipio", provider.municipality ?? "No registrado"] as const] : []),
    ["Concepto", says.concept],
    ["Tarifa", says.rate],
  ];
}

/** The sentence that names the certificate before, where there was one. */
export function replacedSentence({ replaces }: CertifiedWithholding): string | undefined {
  return replaces
    ? `Reemplaza el certificado ${writtenCode(replaces.code)} del ` +
      `${formatDate(dateInBogota(replaces.issuedAt))}, que decía ${
        formatMoney(replaces.withheld)
      }: ` +
      `después se corrigieron los pagos del período o los datos del certificado.`
    : undefined;
}

/** The amounts, each with its name; the IVA of the invoices where that is what was withheld from. */
export function withheldFigures({ tax, sums }: CertifiedWithholding): [string, string][] {
  return [
    ["Facturas con retención", formatCount(sums.lines)],
    ["Valor de esas facturas", formatMoney(sums.base)],
    ...(tax === "iva" ? [["IVA de esas facturas", formatMoney(sums.vat)] as [string, string]] : []),
    [TAX_WORDS[tax].column, formatMoney(sums.withheld)],
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
