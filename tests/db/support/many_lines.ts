import { assertEquals } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import {
  A,
  aSettlement,
  aVoucher,
  PROVIDERS_HEADER,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { rowsOf, visibleContent } from "./contents.ts";
import { temporaryFolder } from "./process.ts";

const VOUCHERS = 1000;
const LINES = 20;

/** A folder with files of 20,000 lines, and the arguments that load them. */
export async function withManyLines() {
  const folder = await temporaryFolder();
  const { path } = folder;
  const numbers = Array.from({ length: VOUCHERS }, (_, index) => `V${index}`);
  const files: Record<string, string[]> = {
    prestadores: [PROVIDERS_HEADER, `${A};Clínica A S.A.S.;1067845210;Marta Negrete;`],
    comprobantes: [VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))],
    facturas: [
      SETTLEMENTS_HEADER,
      ...numbers.flatMap((number) =>
        Array.from({ length: LINES }, (_, line) => aSettlement(number, `FEV-${line}`, "50,00"))
      ),
    ],
  };
  const names = Object.keys(files).map((name) => `${path}/${name}.csv`);
  for (const [name, lines] of Object.entries(files)) {
    await Deno.writeTextFile(`${path}/${name}.csv`, lines.join("\n"));
  }
  const url = `file:${path}/test.db`;
  return { ...folder, names, url, env: { DATABASE_URL: url } };
}

/** Opens a database that no other process holds, and closes it. */
export async function looking(url: string, look: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDatabase({ url });
  try {
    await look(db);
  } finally {
    db.$client.close();
  }
}

/** Everything is there, or nothing is; and the file is sound. */
export async function isWhole(db: Db): Promise<boolean> {
  assertEquals(await rowsOf(db, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
  assertEquals(await rowsOf(db, "PRAGMA foreign_key_check"), []);
  const { providers, vouchers, settlements } = await visibleContent(db);
  const counts = [providers?.length, vouchers?.length, settlements?.length];
  const isAll = vouchers?.length === VOUCHERS;
  assertEquals(counts, isAll ? [1, VOUCHERS, VOUCHERS * LINES] : [0, 0, 0]);
  return isAll;
}
