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
import { countVisible, rowsOf } from "./contents.ts";
import { temporaryFolder } from "./process.ts";

const VOUCHERS = 500;
const LINES = 20;

/**
 * A folder with files whose 10,000 lines are stored in some trips, and the arguments that load them.
 * With more lines a voucher there is more time to stop a load on its way.
 */
export async function withManyLines(linesEach = LINES) {
  const folder = await temporaryFolder();
  const { path } = folder;
  const numbers = Array.from({ length: VOUCHERS }, (_, index) => `V${index}`);
  const files: Record<string, string[]> = {
    prestadores: [PROVIDERS_HEADER, `${A};Clínica A S.A.S.;1067845210;Marta Negrete;`],
    comprobantes: [VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))],
    facturas: [
      SETTLEMENTS_HEADER,
      ...numbers.flatMap((number) =>
        Array.from({ length: linesEach }, (_, line) => aSettlement(number, `FEV-${line}`, "50,00"))
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
  const counts = await countVisible(db);
  const isAll = counts?.vouchers === VOUCHERS;
  const all = { providers: 1, vouchers: VOUCHERS, lines: VOUCHERS * LINES };
  assertEquals(counts, isAll ? all : { providers: 0, vouchers: 0, lines: 0 });
  return isAll;
}
