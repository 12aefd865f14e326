import { addDays, addYears, type CivilDate, formatDate, weekday } from "../../domain/dates.ts";
import { FILE_COLUMNS, type FileKind } from "../../domain/loads/kind.ts";
import { toDecimalComma } from "../../domain/money.ts";
import { createInvoicer, settlementRow } from "./invoices.ts";
import { CLINIC, DEMO_PROVIDERS, HOSPITAL, LABORATORY, ORTHOPEDISTS } from "./providers.ts";
import { createRandom, type Random } from "./random.ts";

/*
 * Invented payments, the same for the same day: three years of them for one provider, with every
 * forma de pago, partial payments that a later voucher completes, embargos, advances, unapplied
 * money, annulled vouchers, one that came back, two that are announced, an invoice that is paid
 * twice, and some that do not add up.
 */

export type DemoFile = { file: string; rows: string[][] };

const SEED = 20_231_101;
const OTHERS = [ORTHOPEDISTS, LABORATORY];
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
  payAgain(payer, CLINIC, addDays(today, -1));
  const own = { lines: 4, method: "Transferencia" };
  const returned = ["Devuelto", formatDate(addDays(today, -6)), "Cuenta inactiva"];
  payer.pay(CLINIC, addDays(today, -9), { ...own, standing: returned });
  for (const days of [5, 12]) {
    payer.pay(CLINIC, addDays(today, days), { ...own, standing: ["Programado", "", ""] });
  }
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

type Wish = { lines?: number; method?: string; standing?: string[] };

/** Writes vouchers and their lines one after the other, as a treasury would. */
function createPayer(random: Random) {
  const vouchers: string[][] = [];
  const settlements: string[][] = [];
  const linesOf = createInvoicer(random);
  let voucherNumber = 1_500_080_000;
  const nextNumber = () => voucherNumber += random.integer(1, 9);

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
    const standing = [random.chance(0.008) ? "Anulado" : "Vigente", "", ""];
    vouchers.push([
      nit,
      formatDate(day),
      ...(method === "Cesión" ? ["N/A", "N/A", "N/A"] : [bank, type, account]),
      method,
      number,
      toDecimalComma(settled + advance + unapplied + slip),
      toDecimalComma(unapplied),
      toDecimalComma(advance),
      ...(wish.standing ?? standing),
    ]);
    for (const line of lines) settlements.push(settlementRow(nit, number, day, method, line));
  }

  function payDirectly(nit: string, day: CivilDate): void {
    vouchers.push(directRow(random, nit, day, nextNumber()));
  }

  return { random, vouchers, settlements, pay, payDirectly };
}

/** Pays the newest invoice of a provider once more, as happens. */
function payAgain(
  { vouchers, settlements }: Pick<ReturnType<typeof createPayer>, "vouchers" | "settlements">,
  nit: string,
  day: CivilDate,
): void {
  const line = settlements.findLast(([of]) => of === nit);
  const paid = line?.[PAID_AT];
  const [account] = ACCOUNTS;
  if (!line || !account || paid === undefined) return;
  const zero = toDecimalComma(0);
  const amounts = [paid, zero, zero, "Vigente", "", ""];
  vouchers.push([nit, formatDate(day), ...account, "Transferencia", PAID_AGAIN, ...amounts]);
  settlements.push(line.with(VOUCHER_AT, PAID_AGAIN));
}

function directRow(random: Random, nit: string, day: CivilDate, voucherNumber: number): string[] {
  const number = `GD-${day.slice(0, 7).replace("-", "")}-${String(voucherNumber).slice(-5)}`;
  const amount = toDecimalComma(random.integer(3_000_000, 400_000_000) * 100);
  const zero = toDecimalComma(0);
  const applied = ["Giro Directo", number, amount, zero, zero, "Vigente", "", ""];
  return [nit, formatDate(day), "N/A", "N/A", "N/A", ...applied];
}

/** The number of the voucher that pays an invoice once more. */
const PAID_AGAIN = "1500099001";
const PLACES = FILE_COLUMNS.settlements.map(({ key }) => key);
const [VOUCHER_AT, PAID_AT] = [PLACES.indexOf("voucherNumber"), PLACES.indexOf("paidAmount")];

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

function* workingDays(from: CivilDate, to: CivilDate): Generator<CivilDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekday(day) < 5) yield day;
}
