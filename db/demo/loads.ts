import { desc, eq, inArray, sql } from "drizzle-orm";
import { addDays, addYears, type CivilDate, formatDate } from "../../domain/dates.ts";
import type { Sheet } from "../../domain/loads/files.ts";
import { toDecimalComma } from "../../domain/money.ts";
import type { Db } from "../client.ts";
import { loadFiles } from "../loads/files.ts";
import { undoLoad } from "../loads/undo.ts";
import { providers, settlements, users, voucherRevisions } from "../schema.ts";
import { CLINIC, HOSPITAL } from "./providers.ts";

const LOADER = "tesoreria@eps.example";
const SECOND = "tesoreria2@eps.example";
/** The clinic's NIT with two digits in the wrong place. */
const MISTYPED = "999000101";
const VOUCHERS =
  "NIT;Fecha de Pago;Nombre del Banco;Tipo de Cuenta;Número de Cuenta;Forma de Pago;N° Documento;Valor Pago;" +
  "Valor Pendiente por Aplicar;Valor Pendiente por Aplicar Anticipo";
const LINES =
  "NIT;N° Comprobante de Pago / Anticipo;Tipo Documento;Número de Factura;Valor Factura;" +
  "Valor Neto;Valor Pagado";
const OF_HOSPITAL = 24;
/** Nothing to apply, as most vouchers of the demo have it. */
const NONE = "0,00;0,00";

/**
 * Loads in every state that a member of the treasury may meet: one that waits for a second person,
 * corrects a voucher, moves a provider's Correo and has an odd payment of each kind, one that was
 * refused with its cells, a correction that was published, and a load that was undone.
 */
export async function seedDemoLoads(db: Db, now: () => number, today: CivilDate): Promise<void> {
  const people = await db.select({ id: users.id }).from(users)
    .where(inArray(users.email, [LOADER, SECOND])).orderBy(sql`email = ${SECOND}`);
  const [loader, other] = people;
  const [first, second, third] = await findSomeVouchers(db, today);
  if (!loader || !other || !first || !second || !third) return;
  const byPerson = { createdBy: loader.id, source: "navegador", publish: "later", now } as const;
  await loadFiles(db, correction(second), { source: "línea de comandos", now });
  await undoDoublePayment(db, second, { now, userId: other.id });
  await loadFiles(db, badFiles(today), byPerson);
  const odd = oddFiles(third, await findInvoice(db, third), today);
  await loadFiles(db, goodFiles(first, today, odd), byPerson);
}

type Known = {
  revisionId: number;
  documentNumber: string;
  paidOn: string;
  paidAmount: number;
  accountNumber: string | null;
};

/** Three vouchers of the clinic of the last weeks, with few invoices. */
async function findSomeVouchers(db: Db, today: CivilDate): Promise<Known[]> {
  const { id: revisionId, documentNumber, paidOn, paidAmount, accountNumber, providerId } =
    voucherRevisions;
  return await db.select({ revisionId, documentNumber, paidOn, paidAmount, accountNumber })
    .from(voucherRevisions)
    .innerJoin(providers, sql`${providers.id} = ${providerId}`)
    .where(sql`nit = ${CLINIC} AND is_current = 1 AND state = 'standing'
      AND payment_method = 'Transferencia' AND paid_on > ${addDays(today, -30)}
      AND settlement_count BETWEEN 2 AND 20 AND unapplied_amount = 0
      AND paid_amount = sum_paid_amount`)
    .orderBy(documentNumber).limit(3);
}

type Invoice = { invoiceNumber: string; invoiceAmount: number; paidAmount: number };

/** The invoice by which a voucher pays most. */
async function findInvoice(db: Db, { revisionId }: Known): Promise<Invoice | undefined> {
  const { invoiceNumber, invoiceAmount, paidAmount } = settlements;
  const [invoice] = await db.select({ invoiceNumber, invoiceAmount, paidAmount }).from(settlements)
    .where(eq(settlements.revisionId, revisionId)).orderBy(desc(paidAmount)).limit(1);
  return invoice;
}

/** A correction: the account of a voucher was wrong. */
function correction(known: Known): AsyncGenerator<Sheet> {
  return files({ "correccion.csv": [VOUCHERS, voucher(known, "23045678999")] });
}

/** A payment that came twice, and was taken back by another person. */
async function undoDoublePayment(
  db: Db,
  known: Known,
  { now, userId }: { now: () => number; userId: number },
): Promise<void> {
  const twice = voucher({ ...known, documentNumber: "DEMO-7" });
  const sheets = files({ "pago-doble.csv": [VOUCHERS, twice] });
  const { id, paidAmount } = await loadFiles(db, sheets, { source: "línea de comandos", now });
  const reason = "El banco avisó que este pago ya estaba en la carga anterior.";
  await undoLoad(db, id, { userId, controlTotal: paidAmount, reason, nowMs: now() });
}

type OddFiles = { vouchers: string[]; lines: string[] };

/** One payment of each kind that a second person looks at twice. */
function oddFiles(known: Known, paid: Invoice | undefined, today: CivilDate): OddFiles {
  const row = (number: string, day: CivilDate, cents: number, account = "23045678912") =>
    voucher({ documentNumber: number, paidOn: day, paidAmount: cents }, account);
  const again = paid?.paidAmount ?? 0;
  const spelling = paid?.invoiceNumber.toLowerCase().replace("-", " ") ?? "";
  return {
    vouchers: [
      row("DEMO-2", today, again),
      row("DEMO-3", today, 45_000_000),
      row("DEMO-4", known.paidOn, known.paidAmount, known.accountNumber ?? ""),
      row("DEMO-5", addYears(today, 1), 61_250_000),
      row("DEMO-6", today, 93_400_000, "6000123450"),
    ],
    lines: [
      line("DEMO-2", spelling, paid?.invoiceAmount ?? 0, again),
      line("DEMO-3", "FEV-DEMO-3", 40_000_000, 45_000_000),
    ],
  };
}

function line(number: string, invoice: string, worth: number, paid: number): string {
  const [amount, part] = [toDecimalComma(worth), toDecimalComma(paid)];
  return `${CLINIC};${number};Factura;${invoice};${amount};${amount};${part}`;
}

function goodFiles(known: Known, today: CivilDate, odd: OddFiles): AsyncGenerator<Sheet> {
  const day = formatDate(today);
  const paid = Array.from({ length: OF_HOSPITAL }, (_, index) => 125_000_000 + index * 3_750_050);
  return files({
    "prestadores.csv": [
      "NIT;Razón Social;Correo;Teléfono",
      `${HOSPITAL};E.S.E. Hospital San Rafael de Ayapel;pagos@hospitalayapel.example;6047705000`,
    ],
    "comprobantes.csv": [
      VOUCHERS,
      voucher({ ...known, paidAmount: known.paidAmount + 1_250_000 }),
      ...paid.map((cents, index) =>
        `${HOSPITAL};${day};N/A;N/A;N/A;Giro Directo;GD-DEMO-${index + 1};${
          toDecimalComma(cents)
        };${NONE}`
      ),
      `${CLINIC};${day};Bancolombia;Corriente;23045678912;Transferencia;DEMO-1;1850000,00;${NONE}`,
      ...odd.vouchers,
    ],
    "facturas.csv": [
      LINES,
      `${CLINIC};DEMO-1;Factura;FEV-DEMO-1;1200000,00;1176000,00;1176000,00`,
      `${CLINIC};DEMO-1;Factura;FEV-DEMO-2;690000,00;674000,00;674000,00`,
      ...odd.lines,
    ],
  });
}

function badFiles(today: CivilDate): AsyncGenerator<Sheet> {
  const day = formatDate(today);
  const row = (nit: string, date: string, number: string, amount: string) =>
    `${nit};${date};Bancolombia;Corriente;23045678912;Transferencia;${number};${amount};${NONE}`;
  return files({
    "comprobantes.csv": [
      VOUCHERS,
      row(CLINIC, day, "DEMO-21", "48213000,00"),
      row(CLINIC, `31/02/${today.slice(0, 4)}`, "DEMO-22", "12000000,00"),
      row(MISTYPED, day, "DEMO-23", "31842204,50"),
      row(HOSPITAL, day, "DEMO-24", "20591000,00"),
    ],
    "facturas.csv": [
      LINES,
      `${CLINIC};DEMO-21;Factura;FEV-DEMO-21;48213000,00;48213000,00;1.234,5,0`,
      `${CLINIC};1500086999;Factura;FEV-DEMO-22;100000,00;100000,00;100000,00`,
      `${HOSPITAL};DEMO-24;Factura;HSJ-1;20591000,00;20591000,00;20591000,00`,
    ],
  });
}

type Payment = Pick<Known, "documentNumber" | "paidOn" | "paidAmount">;

function voucher({ documentNumber, paidOn, paidAmount }: Payment, account = "23045678912"): string {
  const amount = toDecimalComma(paidAmount);
  return `${CLINIC};${
    formatDate(paidOn)
  };Bancolombia;Corriente;${account};Transferencia;${documentNumber};${amount};${NONE}`;
}

async function* files(texts: Record<string, string[]>): AsyncGenerator<Sheet> {
  for (const [file, lines] of Object.entries(texts)) {
    yield { file, sheet: null, rows: rowsOf(lines) };
  }
}

async function* rowsOf(lines: string[]) {
  yield lines.map((line, index) => ({ cells: line.split(";"), number: index + 1 }));
}
