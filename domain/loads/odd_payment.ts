import { addYears, type CivilDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { type Cents, formatMoney } from "../money.ts";
import type { Nit } from "../nit.ts";
import type { Paged } from "../paging.ts";
import { formatCount } from "../thousands.ts";
import { type Finding, wholeFinding } from "./report.ts";

/**
 * What looks odd in the payments of a load, though it is allowed: it is searched for before they
 * are published, and the second person must confirm each kind.
 */
export const ODD_KINDS = ["dosVeces", "deMas", "repetidos", "fechas", "cuentas"] as const;
export type OddKind = typeof ODD_KINDS[number];

/** How many payments of a kind there are, and how much money may be wrong. */
export type OddCount = {
  kind: OddKind;
  count: number;
  amount: Cents;
  /** True where the sum is the control total, which the reader is asked for. */
  isSumHidden?: boolean;
};

/** A voucher that is odd, or the one that it is odd beside, with its line of the invoice if any. */
export type OddVoucher = {
  nit: Nit;
  documentNumber: string;
  paidOn: CivilDate;
  paidAmount: Cents;
  bankName: string | null;
  accountNumber: string | null;
  /** The load in which it waits; null where it is published. */
  waitsIn: string | null;
  invoiceNumber: string | null;
  invoicePaid: Cents | null;
};

export type OddPayment = {
  legalName: string;
  voucher: OddVoucher;
  other: OddVoucher | null;
  /** The invoice's Valor Factura, or its Valor Neto where that is more (IVA). */
  invoiceAmount: Cents | null;
  amount: Cents;
};

/** One page of each kind. */
export type OddLists = Record<OddKind, Paged<OddPayment>>;

/** A payment of more than a year ago is as likely a typing error as a late payment. */
const MAX_YEARS_BACK = 1;

/** The days between which a Fecha de Pago is usual. */
export function usualDays(today: CivilDate): { from: CivilDate; to: CivilDate } {
  return { from: addYears(today, -MAX_YEARS_BACK), to: today };
}

export type OddWords = {
  title: string;
  about: string;
  noun: [singular: string, plural: string];
  /** What the sum of the kind is the sum of. */
  sum: string;
};

export const ODD_WORDS: Record<OddKind, OddWords> = {
  dosVeces: {
    title: "Facturas que otro comprobante ya paga",
    about: "Entre todos sus comprobantes suman más que la factura.",
    noun: ["factura que otro comprobante ya paga", "facturas que otro comprobante ya paga"],
    sum: "de más",
  },
  deMas: {
    title: "Facturas pagadas por encima de su valor",
    about: "Un solo comprobante paga más que la factura.",
    noun: ["factura pagada por encima de su valor", "facturas pagadas por encima de su valor"],
    sum: "de más",
  },
  repetidos: {
    title: "Pagos repetidos con otro número",
    about: "La misma cuenta, fecha y valor; sin cuenta, el mismo prestador, fecha y valor.",
    noun: ["pago repetido con otro número", "pagos repetidos con otro número"],
    sum: "en pagos repetidos",
  },
  fechas: {
    title: "Fechas de pago futuras o de hace más de un año",
    about: "",
    noun: [
      "pago con fecha futura o de hace más de un año",
      "pagos con fecha futura o de hace más de un año",
    ],
    sum: "con esas fechas",
  },
  cuentas: {
    title: "Cuentas que el prestador nunca tuvo",
    about: "Antes se le pagó a otra cuenta.",
    noun: [
      "pago a una cuenta que el prestador nunca tuvo",
      "pagos a cuentas que el prestador nunca tuvo",
    ],
    sum: "a cuentas nuevas",
  },
};

/** `3 facturas que otro comprobante ya paga, $ 1.200.000,00 de más`. */
export function oddSentence({ kind, count, amount, isSumHidden = false }: OddCount): string {
  const { noun: [singular, plural], sum } = ODD_WORDS[kind];
  const counted = `${formatCount(count)} ${count === 1 ? singular : plural}`;
  return isSumHidden ? counted : `${counted}, ${formatMoney(amount)} ${sum}`;
}

/** What is odd, as the warnings of a report that programs and the operator read. */
export function oddWarnings(found: OddCount[]): Finding[] {
  return found.map((odd) => wholeFinding(`revise ${oddSentence(odd)}`));
}

/** What a confirmation is for: the count and the sum that were shown. */
export function oddMark({ count, amount }: OddCount): string {
  return `${count}:${amount}`;
}

/** The field by which a kind is confirmed. */
export function oddField(kind: OddKind): `reviso-${OddKind}` {
  return `reviso-${kind}`;
}

export type Confirmed = Partial<Record<OddKind, string>>;

/** The kinds that were not confirmed as they are now, each an error at its field. */
export function judgeConfirmed(found: OddCount[], confirmed: Confirmed): FieldError[] {
  return found.flatMap((odd) => {
    const mark = confirmed[odd.kind];
    if (mark === oddMark(odd)) return [];
    const message = mark === undefined
      ? `Revise y confirme: ${oddSentence(odd)}.`
      : `Cambió mientras usted revisaba. Ahora: ${oddSentence(odd)}.`;
    return [{ field: oddField(odd.kind), message }];
  });
}
