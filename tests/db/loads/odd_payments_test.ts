import { assertEquals, assertNotMatch } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { findLoad } from "../../../db/loads/history.ts";
import { findOddPayments, refreshOddPayments } from "../../../db/loads/odd_payments.ts";
import { findOddLists, readOddPayments } from "../../../db/loads/odd_lists.ts";
import { discardLoad, publishWaitingLoad } from "../../../db/loads/publishing.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { type OddKind, oddMark, type OddPayment } from "../../../domain/loads/odd_payment.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER } from "../support/lifecycle.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const files = (vouchers: string[], lines: string[] = []): Sheet[] => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...vouchers),
  ...(lines.length > 0 ? [aFile("facturas.csv", SETTLEMENTS_HEADER, ...lines)] : []),
];

/** A line that pays a part of an invoice. */
const part = (voucher: string, invoice: string, worth: string, paid: string, nit = A) =>
  [nit, voucher, "Factura", invoice, worth, worth, paid, "0,00", "0,00", "0,00"].join(";");

const account = (row: string, number: string) => row.replace("23045678912", number);

/** What is published before: two invoices, one of them paid in part, to one account. */
const BEFORE = () => [
  PROVIDERS(),
  ...files([
    aVoucher({ number: "1", paid: "100,00", paidOn: "02/03/2026" }),
    aVoucher({ number: "2", paid: "40,00", paidOn: "03/03/2026" }),
    aVoucher({ number: "3", paid: "70,00", paidOn: "04/03/2026", state: "Anulado" }),
    aVoucher({ number: "5", paid: "50,00", paidOn: "06/03/2026" }),
    aVoucher({ number: "4", paid: "5000,00", paidOn: "05/03/2026", method: "Giro Directo" }),
  ], [
    part("1", "FEV-001", "100,00", "100,00"),
    part("2", "FEV-002", "100,00", "40,00"),
    part("3", "FEV-003", "70,00", "70,00"),
    part("5", "FE01-000077", "50,00", "50,00"),
  ]),
];

async function oddOf(db: Db, id: string): Promise<[OddKind, number, number][]> {
  const { odd = [] } = await findLoad(db, id) ?? {};
  return odd.map(({ kind, count, amount }) => [kind, count, amount]);
}

async function listOf(db: Db, id: string, kind: OddKind): Promise<OddPayment[]> {
  const load = await findLoad(db, id);
  const first = { dosVeces: 1, deMas: 1, repetidos: 1, fechas: 1, cuentas: 1 };
  return load ? (await findOddLists(db, load, first))[kind].items : [];
}

type Case = {
  name: string;
  vouchers: string[];
  lines?: string[];
  odd: [OddKind, number, number][];
  pair?: [kind: OddKind, voucher: string, other: string | null];
};

const CASES: Case[] = [
  {
    name: "an invoice that is paid again in another spelling",
    vouchers: [aVoucher({ number: "10", paid: "100,00" })],
    lines: [part("10", "fev 1", "100,00", "100,00")],
    odd: [["dosVeces", 1, 10_000]],
    pair: ["dosVeces", "10", "1"],
  },
  {
    name: "an invoice whose prefix ends in a digit, paid again without the zeros of its number",
    vouchers: [aVoucher({ number: "10", paid: "50,00" })],
    lines: [part("10", "FE01-77", "50,00", "50,00")],
    odd: [["dosVeces", 1, 5000]],
    pair: ["dosVeces", "10", "5"],
  },
  {
    name: "another number behind such a prefix is another invoice",
    vouchers: [aVoucher({ number: "10", paid: "50,00" })],
    lines: [part("10", "FE01-78", "50,00", "50,00")],
    odd: [],
  },
  {
    name: "the rest of an invoice that was paid in part is nothing odd",
    vouchers: [aVoucher({ number: "10", paid: "60,00" })],
    lines: [part("10", "FEV002", "100,00", "60,00")],
    odd: [],
  },
  {
    name: "parts that together are more than the invoice",
    vouchers: [aVoucher({ number: "10", paid: "60,01" })],
    lines: [part("10", "FEV002", "100,00", "60,01")],
    odd: [["dosVeces", 1, 1]],
    pair: ["dosVeces", "10", "2"],
  },
  {
    name: "an invoice whose payment was annulled is paid for the first time",
    vouchers: [aVoucher({ number: "10", paid: "70,00" })],
    lines: [part("10", "FEV-003", "70,00", "70,00")],
    odd: [],
  },
  {
    name: "an annulled voucher pays nothing twice",
    vouchers: [aVoucher({ number: "10", paid: "100,00", state: "Anulado" })],
    lines: [part("10", "FEV-001", "100,00", "100,00")],
    odd: [],
  },
  {
    name: "the same number of another provider is another invoice",
    vouchers: [aVoucher({ nit: B, number: "10", paid: "100,00" })],
    lines: [part("10", "FEV-001", "100,00", "100,00", B)],
    odd: [],
  },
  {
    name: "an invoice twice in the load itself",
    vouchers: [
      aVoucher({ number: "10", paid: "30,00" }),
      aVoucher({ number: "11", paid: "31,00" }),
    ],
    lines: [part("10", "X-9", "31,00", "30,00"), part("11", "X 09", "31,00", "31,00")],
    odd: [["dosVeces", 1, 3000]],
    pair: ["dosVeces", "11", "10"],
  },
  {
    name: "one voucher that pays more than the invoice",
    vouchers: [aVoucher({ number: "10", paid: "90,00" })],
    lines: [part("10", "X-9", "80,00", "90,00")],
    odd: [["deMas", 1, 1000]],
    pair: ["deMas", "10", null],
  },
  {
    name: "a net value above the value, because of IVA, may be paid",
    vouchers: [aVoucher({ number: "10", paid: "119,00" })],
    lines: [`${A};10;Factura;X-9;100,00;119,00;119,00;0,00;0,00;0,00`],
    odd: [],
  },
  {
    name: "the same account, date and amount under another number, the account written otherwise",
    vouchers: [
      account(aVoucher({ number: "10", paid: "100,00", paidOn: "02/03/2026" }), "0230-456789.12"),
    ],
    odd: [["repetidos", 1, 10_000]],
    pair: ["repetidos", "10", "1"],
  },
  {
    name: "the same account, date and amount under another provider",
    vouchers: [aVoucher({ nit: B, number: "10", paid: "100,00", paidOn: "02/03/2026" })],
    odd: [["repetidos", 1, 10_000]],
    pair: ["repetidos", "10", "1"],
  },
  {
    name: "a giro directo names no account: the same provider, date and amount",
    vouchers: [
      aVoucher({ number: "10", paid: "5000,00", paidOn: "05/03/2026", method: "GIRO DIRECTO" }),
      aVoucher({ nit: B, number: "11", paid: "5000,00", paidOn: "05/03/2026", method: "Cesión" }),
    ],
    odd: [["repetidos", 1, 500_000]],
    pair: ["repetidos", "10", "4"],
  },
  {
    name: "three alike in the load are two repeated",
    vouchers: ["10", "11", "12"].map((number) => aVoucher({ number, paid: "9,00" })),
    odd: [["repetidos", 2, 1800]],
  },
  {
    name: "an annulled payment repeats nothing and is not repeated",
    vouchers: [
      aVoucher({ number: "10", paid: "70,00", paidOn: "04/03/2026" }),
      aVoucher({ number: "11", paid: "100,00", paidOn: "02/03/2026", state: "Anulado" }),
    ],
    odd: [],
  },
  {
    name: "dates ahead and more than a year back; today and a year ago are usual",
    vouchers: [
      aVoucher({ number: "10", paid: "1,00", paidOn: "02/04/2026" }),
      aVoucher({ number: "11", paid: "2,00", paidOn: "31/03/2025" }),
      aVoucher({ number: "12", paid: "3,00", paidOn: "01/04/2026" }),
      aVoucher({ number: "13", paid: "4,00", paidOn: "01/04/2025" }),
    ],
    odd: [["fechas", 2, 300]],
    pair: ["fechas", "11", null],
  },
  {
    name: "an account that the provider never had",
    vouchers: [
      account(aVoucher({ number: "10", paid: "1,00" }), "99887766"),
      account(aVoucher({ nit: B, number: "11", paid: "2,00" }), "99887766"),
      aVoucher({ number: "12", paid: "4,00", method: "Cesión" }),
    ],
    odd: [["cuentas", 1, 100]],
    pair: ["cuentas", "10", "5"],
  },
  {
    name: "a correction of the same number is no other voucher",
    vouchers: [aVoucher({ number: "1", paid: "101,00", paidOn: "02/03/2026" })],
    lines: [part("1", "FEV-001", "101,00", "101,00")],
    odd: [],
  },
  {
    name: "a correction that leaves account and date as they were brings nothing odd",
    vouchers: [aVoucher({ number: "1", paid: "100,00", paidOn: "02/03/2026", unapplied: "1,00" })],
    odd: [],
  },
];

for (const { name, vouchers, lines, odd, pair } of CASES) {
  Deno.test(`odd before it is published: ${name}`, async () => {
    await using database = await testDatabase();
    const { db } = database;
    assertEquals((await load(db, BEFORE())).errors, []);
    const { id, errors } = await loadToWait(db, files(vouchers, lines));
    assertEquals(errors, []);
    assertEquals(await oddOf(db, id), odd);
    if (!pair) return;
    const [kind, voucher, other] = pair;
    const [first] = await listOf(db, id, kind);
    assertEquals([first?.voucher.documentNumber, first?.other?.documentNumber ?? null], [
      voucher,
      other,
    ]);
  });
}

Deno.test("each odd payment comes with both vouchers, their lines and their loads", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const voucher = aVoucher({ number: "10", paid: "100,00" });
  const { id } = await loadToWait(db, files([voucher], [part("10", "fev 1", "100,00", "100,00")]));
  const [first] = await listOf(db, id, "dosVeces");
  assertEquals([first?.voucher.waitsIn, first?.other?.waitsIn], [id, null]);
  assertEquals([first?.voucher.invoiceNumber, first?.other?.invoiceNumber], ["fev 1", "FEV-001"]);
  assertEquals([first?.voucher.invoicePaid, first?.other?.invoicePaid], [10_000, 10_000]);
  assertEquals([first?.invoiceAmount, first?.amount, first?.legalName], [
    10_000,
    10_000,
    "Clínica A S.A.S.",
  ]);
  const kinds = await Array.fromAsync(readOddPayments(db, id));
  assertEquals(kinds.map(({ kind, payments }) => [kind, payments.length]), [["dosVeces", 1]]);
});

Deno.test("more than a page and more than a question of odd payments are all found, the dearest first", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const numbers = Array.from({ length: 1203 }, (_, index) => index + 1);
  const vouchers = [aVoucher({ number: "10", paid: "1,00" })];
  const { id } = await loadToWait(
    db,
    files(vouchers, numbers.map((one) => part("10", `Z-${one}`, "10,00", `${10 + one},00`))),
  );
  assertEquals(await oddOf(db, id), [["deMas", 1203, 100 * 1203 * 1204 / 2]]);
  const all = (await Array.fromAsync(readOddPayments(db, id))).flatMap(({ payments }) => payments);
  assertEquals(all.map(({ amount }) => amount / 100), numbers.toReversed());
});

Deno.test("a person confirms just what is odd now; what another load makes odd meanwhile must be confirmed again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const report = await loadToWait(
    db,
    files([aVoucher({ number: "10", paid: "8,00" })], [part("10", "N-1", "8,00", "8,00")]),
  );
  assertEquals(await oddOf(db, report.id), []);
  await load(
    db,
    files([aVoucher({ number: "20", paid: "9,00" })], [part("20", "N 01", "9,00", "9,00")]),
  );
  const act = async (confirmed: Record<string, string>) => {
    const wish = { userId: PUBLISHER, controlTotal: report.paidAmount, nowMs: NOW, confirmed };
    const outcome = await publishWaitingLoad(db, report.id, wish);
    return outcome.isDone ? "done" : outcome.reason;
  };
  assertEquals(await act({}), "unconfirmed");
  assertEquals(await oddOf(db, report.id), [["dosVeces", 1, 800]]);
  assertEquals(await act({ dosVeces: "2:800" }), "unconfirmed");
  assertEquals((await findLoad(db, report.id))?.status, "waiting");
  assertEquals(
    await act({ dosVeces: oddMark({ kind: "dosVeces", count: 1, amount: 800 }) }),
    "done",
  );
});

Deno.test("a program publishes with the control total alone, and the operator at once; what was odd stays on record", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const again = (number: string) =>
    files([aVoucher({ number, paid: "100,00" })], [part(number, "FEV1", "100,00", "100,00")]);
  const waiting = await loadToWait(db, again("10"));
  assertEquals((await publish(db, waiting)).isDone, true);
  assertEquals(await oddOf(db, waiting.id), [["dosVeces", 1, 10_000]]);
  const { id, status } = await load(db, again("11"));
  assertEquals(status, "published");
  assertEquals((await oddOf(db, id)).map(([kind]) => kind), ["dosVeces", "repetidos"]);
});

Deno.test("a load that is withdrawn leaves nothing odd behind", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const vouchers = [aVoucher({ number: "10", paid: "100,00", paidOn: "02/03/2026" })];
  const { id } = await loadToWait(db, files(vouchers, [aSettlement("10", "FEV-1", "100,00")]));
  assertEquals((await oddOf(db, id)).length, 2);
  assertEquals((await discardLoad(db, id)).isDone, true);
  assertEquals(await rowsOf(db, "SELECT * FROM load_odd_payments"), []);
});

Deno.test("what is looked up of what is stored goes by index", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, BEFORE());
  const vouchers = [aVoucher({ number: "10", paid: "100,00", paidOn: "02/03/2026" })];
  const { id } = await loadToWait(db, files(vouchers, [aSettlement("10", "FEV-1", "100,00")]));
  const recorder = recordTrips(db);
  await findOddPayments(recorder.db, id, NOW);
  await refreshOddPayments(recorder.db, NOW);
  const stored = await findLoad(recorder.db, id);
  const first = { dosVeces: 1, deMas: 1, repetidos: 1, fechas: 1, cuentas: 1 };
  if (stored) await findOddLists(recorder.db, stored, first);
  const planner = await openDatabase({ url: `file:${database.path}` });
  const plans = await plansOf(planner, recorder.trips);
  planner.$client.close();
  assertEquals(plans.length > 15, true);
  for (const { sql, plan } of plans) assertNotMatch(plan, SCANS, `${plan}\n\n${sql}`);
});

/** A walk through a whole table; what a statement puts together itself may be walked through. */
const SCANS =
  /SCAN (v|w|s|o|old|again|mine_provider|other|settlements|voucher_revisions|providers|load_odd_payments)\b/;
