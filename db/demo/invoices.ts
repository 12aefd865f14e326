import { type CivilDate, formatDate } from "../../domain/dates.ts";
import { toDecimalComma } from "../../domain/money.ts";
import { CLINIC } from "./providers.ts";
import type { Random } from "./random.ts";

type Line = {
  documentType: string;
  invoice: string;
  amount: number;
  net: number;
  paid: number;
  balance: number;
  garnishments: number;
  financialDiscount: number;
  retefuente: number;
  reteIca: number;
  copayment: number;
  moderatingFee: number;
};

type Open = { documentType: string; invoice: string; amount: number; net: number; left: number };

/** Makes the lines of a provider's next voucher: what was partly paid before, then new invoices. */
export function createInvoicer(random: Random) {
  const partlyPaid = new Map<string, Open[]>();
  let invoiceNumber = 1200;

  function newLine(nit: string): Line {
    const documentType = random.chance(0.03) ? "Nota débito" : "Factura";
    const number = invoiceNumber += random.integer(1, 3);
    const invoice = random.chance(0.9)
      ? `FEV-${String(number).padStart(6, "0")}`
      : `${PREFIXES[nit] ?? "FE"}${number}`;
    const amount = random.integer(38_000, random.chance(0.1) ? 9_000_000 : 900_000) * 100 +
      (random.chance(0.2) ? 50 : 0);
    const objected = number % OBJECTED_EACH === 0 ? Math.round(amount * 0.05) : 0;
    return settle(random, documentType, invoice, { amount, objected });
  }

  return function linesOf(nit: string, count: number): Line[] {
    const open = partlyPaid.get(nit) ?? [];
    const completed = open.splice(0, Math.min(open.length, count > 1 ? 1 : 0)).map(completeLine);
    const fresh = Array.from({ length: count - completed.length }, () => newLine(nit));
    partlyPaid.set(nit, [...open, ...fresh.flatMap(openPart)]);
    return [...completed, ...fresh];
  };
}

/** A glosa lowers the Valor Neto, and no column of the file says so: some invoices have one. */
const OBJECTED_EACH = 40;

function settle(
  random: Random,
  documentType: string,
  invoice: string,
  { amount, objected }: { amount: number; objected: number },
): Line {
  const retefuente = Math.round(amount * 0.02);
  const copayment = random.chance(0.1) ? random.integer(4, 60) * 100_000 : 0;
  const moderatingFee = random.chance(0.06) ? random.pick([470_000, 1_920_000]) : 0;
  const reteIca = random.chance(0.05) ? Math.round(amount * 0.007) : 0;
  const financialDiscount = random.chance(0.06) ? Math.round(amount * 0.02) : 0;
  const held = retefuente + reteIca + financialDiscount + objected;
  const net = Math.max(100, amount - held - copayment - moderatingFee);
  const garnishments = random.chance(0.02) ? Math.round(net * 0.2) : 0;
  const part = random.chance(0.03) ? Math.round(net * 0.6) : net;
  return {
    documentType,
    invoice,
    amount,
    net,
    paid: part - garnishments,
    balance: net - part,
    garnishments,
    financialDiscount,
    retefuente,
    reteIca,
    copayment,
    moderatingFee,
  };
}

const PREFIXES: Record<string, string> = { [CLINIC]: "CBS" };

function completeLine({ documentType, invoice, amount, net, left }: Open): Line {
  const nothing = { garnishments: 0, financialDiscount: 0, retefuente: 0, reteIca: 0 };
  const none = { ...nothing, copayment: 0, moderatingFee: 0, balance: 0 };
  return { documentType, invoice, amount, net, paid: left, ...none };
}

function openPart({ documentType, invoice, amount, net, balance }: Line): Open[] {
  return balance > 0 ? [{ documentType, invoice, amount, net, left: balance }] : [];
}

/** A line as a row of the file of invoices. */
export function settlementRow(
  nit: string,
  voucherNumber: string,
  day: CivilDate,
  method: string,
  line: Line,
): string[] {
  const zero = toDecimalComma(0);
  return [
    nit,
    voucherNumber,
    line.documentType,
    line.invoice,
    ...[line.amount, line.net, line.paid, line.financialDiscount, line.balance, line.garnishments]
      .map(toDecimalComma),
    zero,
    toDecimalComma(line.retefuente),
    toDecimalComma(line.reteIca),
    zero,
    "",
    method,
    formatDate(day),
    `CR-${voucherNumber.slice(-6)}`,
    ...[line.paid, line.copayment, line.moderatingFee].map(toDecimalComma),
  ];
}
