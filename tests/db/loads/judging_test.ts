import { assertEquals } from "@std/assert";
import { findLoad } from "../../../db/loads/history.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";

const UNKNOWN = "800000118";
const vouchers = (...rows: string[]) => aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows);
const lines = (...rows: string[]) => aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows);

Deno.test("a table without a required column is one error, and rows that refer to it get none", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const header = VOUCHERS_HEADER.replace(";Valor Pago", ";Valor");
  const report = await load(db, [
    aFile("comprobantes.csv", header, aVoucher({ number: "1" })),
    lines(aSettlement("1", "FEV-1", "1000,00")),
  ]);
  assertEquals(report.errors.map(({ file, message }) => [file, message]), [
    ["comprobantes.csv", "falta la columna Valor Pago"],
  ]);
  const alone = await load(db, [aFile("comprobantes.csv", header, aVoucher({ number: "1" }))]);
  assertEquals(alone.errors.map(({ message }) => message), ["falta la columna Valor Pago"]);
  const foreign = await load(db, [
    aFile("prestadores.csv", "NIT;Correo", `${UNKNOWN};a@b.example`),
    vouchers(aVoucher({ nit: UNKNOWN, number: "1" })),
  ]);
  assertEquals(foreign.errors.map(({ message }) => message), ["falta la columna Razón Social"]);
});

Deno.test("findings come in the order of the sheets, whatever found them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [
    vouchers(
      aVoucher({ nit: UNKNOWN, number: "1" }),
      aVoucher({ number: "2", paidOn: "31/02/2026" }),
      aVoucher({ number: "3", paidOn: "x", paid: "1.234,5,0" }),
      aVoucher({ nit: UNKNOWN, number: "4" }),
    ),
    lines(aSettlement("9", "FEV-1", "x"), aSettlement("2", "FEV-2", "x")),
    PROVIDERS(),
  ]);
  assertEquals(report.errors.map(({ file, cell }) => `${file} ${cell}`), [
    "comprobantes.csv A2",
    "comprobantes.csv B3",
    "comprobantes.csv B4",
    "comprobantes.csv H4",
    "comprobantes.csv A5",
    "facturas.csv B2",
    "facturas.csv E2",
    "facturas.csv F2",
    "facturas.csv G2",
    "facturas.csv E3",
    "facturas.csv F3",
    "facturas.csv G3",
  ]);
});

Deno.test("a refused load counts nothing as new or changed, in its report and in the list", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const none = { new: 0, changed: 0, unchanged: 0 };
  const nothing = { providers: none, vouchers: none, settlements: none };
  const bad = [
    PROVIDERS(),
    vouchers(aVoucher({ number: "1" }), aVoucher({ number: "2", paidOn: "x" })),
  ];
  const report = await load(db, bad);
  assertEquals(report, { ...report, status: "refused", ...nothing, paidAmount: 200_000 });
  const stored = await findLoad(db, report.id);
  assertEquals(stored?.summary, {
    ...nothing,
    paidAmount: 200_000,
    errorCount: 1,
    warningCount: 0,
  });
});
