import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Db } from "../../db/client.ts";
import { openDatabase } from "../../db/client.ts";
import { aSettlement, aVoucher, PROVIDERS_HEADER, SETTLEMENTS_HEADER } from "../support/files.ts";
import { A, VOUCHERS_HEADER } from "../support/files.ts";
import { countStaged, rowsOf, visibleContent } from "./support/contents.ts";
import { command, readUntil, run, temporaryFolder } from "./support/process.ts";

const VOUCHERS = 1000;
const LINES = 20;

/** A folder with files of 20,000 lines, and the arguments that load them. */
async function withManyLines() {
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

async function looking(url: string, look: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDatabase({ url });
  try {
    await look(db);
  } finally {
    db.$client.close();
  }
}

/** Everything is there, or nothing is; and the file is sound. */
async function isWhole(db: Db): Promise<boolean> {
  assertEquals(await rowsOf(db, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
  assertEquals(await rowsOf(db, "PRAGMA foreign_key_check"), []);
  const { providers, vouchers, settlements } = await visibleContent(db);
  const counts = [providers?.length, vouchers?.length, settlements?.length];
  const isAll = vouchers?.length === VOUCHERS;
  assertEquals(counts, isAll ? [1, VOUCHERS, VOUCHERS * LINES] : [0, 0, 0]);
  return isAll;
}

Deno.test("a load that is killed leaves all or nothing, and a repeated one publishes everything", async () => {
  await using files = await withManyLines();
  const moments = [
    /Filas leídas: \d+/,
    /Filas leídas: 21001/,
    /Facturas guardadas: 4000 /,
    /Facturas guardadas: 14000 /,
    /Facturas guardadas: 20000 /,
  ];
  for (const moment of moments) {
    const child = command("db/load.ts", files.names, files.env).spawn();
    const heard = await readUntil(child.stderr, (text) => moment.test(text));
    assertMatch(heard, moment);
    child.kill("SIGKILL");
    await child.stdout.cancel();
    await child.status;
    await looking(files.url, async (db) => {
      await isWhole(db);
    }).catch((error) => {
      if (!String(error).includes("no such table")) throw error;
    });
  }
  const last = await run("db/load.ts", [...files.names, "--json"], files.env);
  assertEquals(last.code, 0, last.stderr);
  await looking(files.url, async (db) => assert(await isWhole(db)));
});

for (const moment of [/Filas leídas: 1000\n/, /Facturas guardadas: 4000 /]) {
  Deno.test(`a load that SIGTERM stops at "${moment.source}" ends with 0 in time and stores nothing`, async () => {
    await using files = await withManyLines();
    const child = command("db/load.ts", files.names, files.env).spawn();
    await readUntil(child.stderr, (text) => moment.test(text));
    const asked = performance.now();
    child.kill("SIGTERM");
    await child.stdout.cancel();
    assertEquals((await child.status).code, 0);
    assert(performance.now() - asked < 4000);
    await looking(files.url, async (db) => {
      assertEquals(await isWhole(db), false);
      assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
    });
  });
}
