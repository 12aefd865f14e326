import { addDays, addYears, type CivilDate, formatDate, weekday } from "../../domain/dates.ts";
import { FILE_COLUMNS, type FileKind } from "../../domain/loads/kind.ts";
import { toDecimalComma } from "../../domain/money.ts";
import { DEMO_PROVIDERS } from "./providers.ts";

/*
 * Invented payments, the same for the same day: three years of them for one provider, with every
 * forma de pago, partial payments that a later voucher completes, embargos, advances, unapplied
 * money, an annulled voucher and some that do not add up.
 */

export type DemoFile = { file: string; rows: string[][] };

const SEED = 20_231_101;
const CLINIC = "900356158";
const HOSPITAL = "812001234";
const OTHERS = ["900555444", "900777111"];
const LONG_VOUCHER_LINES = 10_000;
const MAX_DAYS_BACK = 20;

/** The three payment files as rows of text, header first. */
export function createDemoFiles(today: CivilDate): DemoFile[] {
  const payer = createPayer(createRandom(SEED));
  for (const day of workingDays(addYears(today, -3), today)) {
    for (let count = payer.random.integer(2, 4); count > 0; count--) payer.pay(CLINIC, day);
    if (day.slice(8) > "25" && payer.random.chance(0.3)) payer.payDirectly(HOSPITAL, day);
    for (const nit of OTHERS) if (payer.random.chance(0.05)) payer.pay(nit, day);
  }
  const lately = addDays(today, -MAX_DAYS_BACK);
  payer.pay(CLINIC, lately, { lines: LONG_VOUCHER_LINES, method: "Transferencia" });
  return [
    { file: "prestadores.csv", rows: [headerOf("providers"), ...DEMO_PROVIDERS.map(providerRow)] },
    { file: "comprobantes.csv", rows: [headerOf("vouchers"), ...payer.vouchers] },
    { file: "facturas.csv", rows: [headerOf("settlements"), ...payer.settlements] },
  ];
}

function headerOf(kind: FileKind): string[] {
  return FILE_COLUMNS[kind].filter(({ key }) => key !== "checkDigit").map(({ header }) => header);
}

function providerRow(provider: typeof DEMO_PROVIDERS[number]): string[] {
  const { nit, legalName, representativeId, representativeName, email } = provider;
  const place = ["604 555 0100", "", provider.municipality, provider.department];
  return [nit, legalName, representativeId, representativeName, email, ...place];
}

type Open = { documentType: string; invoice: string; amount: number; net: number; left: number };
type Wish = { lines?: number; method?: string };

/** Writes vouchers and their lines one after the other, as a treasury would. */
function createPayer(random: Random) {
  const vouchers: string[][] = [];
  const settlements: string[][] = [];
  const partlyPaid = new Map<string, Open[]>();
  let voucherNumber = 1_500_080_000;
  let invoiceNumber = 1200;

  function pay(nit: string, day: CivilDate, wish: Wish = {}): void {
    const method = wish.method ?? random.pick(METHODS);
    if (method === "Giro Directo") return payDirectly(nit, day);
    const number = method === "Cesión" ? `CS-${nextNumber()}` : String(nextNumber());
    const isAdvance = method === "Anticipo";
    const lines = isAdvance ? [] : linesOf(nit, wish.lines ?? random.integer(1, 18));
    const settled = lines.reduce((sum, line) => sum + line.paid, 0);
    const advance = isAdvance ? random.integer(2, 40) * 50_000_000 : 0;
    const unapplied = random.chance(0.04) ? random.integer(200, 9000) * 100_000 : 0;
    const slip = random.chance(0.015) ? random.pick([120_000, -45_050, 100]) : 0;
    const [bank, type, account] = random.pick(ACCOUNTS);
    const isAnnulled = random.chance(0.008);
    vouchers.push([
      nit,
      formatDate(day),
      ...(method === "Cesión" ? ["N/A", "N/A", "N/A"] : [bank, type, account]),
      method,
      number,
      toDecimalComma(settled + advance + unapplied + slip),
      toDecimalComma(unapplied),
      toDecimalComma(advance),
      isAnnulled ? "Anulado" : "Vigente",
    ]);
    for (const line of lines) settlements.push(settlementRow(nit, number, day, method, line));
  }

  function payDirectly(nit: string, day: CivilDate): void {
    const number = `GD-${day.slice(0, 7).replace("-", "")}-${String(nextNumber()).slice(-5)}`;
    const amount = toDecimalComma(random.integer(3_000_000, 400_000_000) * 100);
    const zero = toDecimalComma(0);
    const applied = ["Giro Directo", number, amount, zero, zero, "Vigente"];
    vouchers.push([nit, formatDate(day), "N/A", "N/A", "N/A", ...applied]);
  }

  function nextNumber(): number {
    return voucherNumber += random.integer(1, 9);
  }

  function linesOf(nit: string, count: number): Line[] {
    const open = partlyPaid.get(nit) ?? [];
    const completed = open.splice(0, Math.min(open.length, count > 1 ? 1 : 0)).map(completeLine);
    const fresh = Array.from({ length: count - completed.length }, () => newLine(nit));
    partlyPaid.set(nit, [...open, ...fresh.flatMap(openPart)]);
    return [...completed, ...fresh];
  }

  function newLine(nit: string): Line {
    const documentType = random.chance(0.03) ? "Nota débito" : "Factura";
    const number = invoiceNumber += random.integer(1, 3);
    const invoice = random.chance(0.9)
      ? `FEV-${String(number).padStart(6, "0")}`
      : `${PREFIXES[nit] ?? "FE"}${number}`;
    const amount = random.integer(38_000, random.chance(0.1) ? 9_000_000 : 900_000) * 100 +
      (random.chance(0.2) ? 50 : 0);
    return settle(documentType, invoice, amount);
  }

  function settle(documentType: string, invoice: string, amount: number): Line {
    const retefuente = Math.round(amount * 0.02);
    const copayment = random.chance(0.1) ? random.integer(4, 60) * 100_000 : 0;
    const moderatingFee = random.chance(0.06) ? random.pick([470_000, 1_920_000]) : 0;
    const reteIca = random.chance(0.05) ? Math.round(amount * 0.007) : 0;
    const financialDiscount = random.chance(0.06) ? Math.round(amount * 0.02) : 0;
    const held = retefuente + reteIca + financialDiscount;
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

  return { random, vouchers, settlements, pay, payDirectly };
}

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

const METHODS = [
  ...Array(14).fill("Transferencia"),
  ...Array(4).fill("Giro Directo"),
  "Cheque",
  "Consignación",
  "Compensación",
  "Cesión",
  "Anticipo",
];

const ACCOUNTS: [string, string, string][] = [
  ["Bancolombia", "Corriente", "23045678912"],
  ["Bancolombia", "Corriente", "23045678912"],
  ["Banco de Bogotá", "Ahorros", "08712345601"],
  ["Banco Agrario de Colombia", "Ahorros", "40210098765"],
];

const PREFIXES: Record<string, string> = { [CLINIC]: "CBS" };

function completeLine({ documentType, invoice, amount, net, left }: Open): Line {
  const nothing = { garnishments: 0, financialDiscount: 0, retefuente: 0, reteIca: 0 };
  const none = { ...nothing, copayment: 0, moderatingFee: 0, balance: 0 };
  return { documentType, invoice, amount, net, paid: left, ...none };
}

function openPart({ documentType, invoice, amount, net, balance }: Line): Open[] {
  return balance > 0 ? [{ documentType, invoice, amount, net, left: balance }] : [];
}

function settlementRow(
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

function* workingDays(from: CivilDate, to: CivilDate): Generator<CivilDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekday(day) < 5) yield day;
}

type Random = {
  integer(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: Item[]): Item;
};

/** Numbers that look random and are the same for the same seed (mulberry32). */
function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}
