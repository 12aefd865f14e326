import { assert, assertEquals, assertMatch } from "@std/assert";
import { checkContents } from "../../../db/backup/contents.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { valueOf } from "../support/contents.ts";
import { command, run } from "../support/process.ts";

const PAID = 1000;

/** Publishes one voucher of `PAID` pesos a load until `isOver`. */
async function publishOneByOne(
  db: Parameters<typeof load>[0],
  isOver: () => boolean,
): Promise<number> {
  for (let number = 1; number < 2000; number++) {
    if (isOver()) return number - 1;
    const voucher = aVoucher({ number: String(number), paid: `${PAID},00` });
    await load(db, [aFile("comprobantes.csv", VOUCHERS_HEADER, voucher)]);
  }
  throw new Error("the backup does not end");
}

Deno.test("B1: a backup taken while loads are published holds a whole number of them; a naive copy does not hold the last", async () => {
  await using source = await testDatabase();
  const { db, folder } = source;
  await load(db, [PROVIDERS()]);
  const path = `${folder}/copy.db`;
  let isOver = false;
  const child = command("db/commands/backup.ts", [path], { DATABASE_URL: `file:${source.path}` })
    .output().finally(() => isOver = true);
  const published = await publishOneByOne(db, () => isOver);
  const { code, stdout, stderr } = await child;
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  const { publications, vouchers, paidAmount, newest } = checkContents(path);
  assertEquals([vouchers, paidAmount], [publications - 1, BigInt((publications - 1) * PAID * 100)]);
  assert(publications <= published + 1);
  const said = new TextDecoder().decode(stdout);
  assertMatch(said, /^Copia sin cifrar en /);
  assert(said.includes(`Publicaciones: ${publications}, la última: ${newest?.number}`), said);
  const naive = `${folder}/naive.db`;
  await Deno.copyFile(source.path, naive);
  const found = await valueOf(db, "SELECT count(*) FROM loads WHERE published_at IS NOT NULL");
  assert(naiveCount(naive) < Number(found), "the drill tells a copy without its log");
});

function naiveCount(path: string): number {
  try {
    return checkContents(path).publications;
  } catch {
    return 0;
  }
}

Deno.test("a backup says what a country was paid, which no number holds", async () => {
  await using source = await testDatabase();
  const { db } = source;
  const numbers = Array.from({ length: 120 }, (_, index) => String(index));
  const paid = "999999999999,99";
  const vouchers = numbers.map((number) => aVoucher({ number, paid }));
  await load(db, [PROVIDERS(), aFile("comprobantes.csv", VOUCHERS_HEADER, ...vouchers)]);
  const env = { DATABASE_URL: `file:${source.path}` };
  const { stdout } = await run("db/commands/backup.ts", [`${source.folder}/copy.db`], env);
  assert(stdout.includes("Comprobantes vigentes: 120 por $\u00a0119.999.999.999.998,80"), stdout);
});

Deno.test("a backup is for its user alone, comes with its hash, and overwrites nothing", async () => {
  await using source = await testDatabase();
  const env = { DATABASE_URL: `file:${source.path}` };
  const path = `${source.folder}/copy.db`;
  assertEquals((await run("db/commands/backup.ts", [path], env)).code, 0);
  const { mode } = await Deno.stat(path);
  assertEquals((mode ?? 0) & 0o777, 0o600);
  const check = await new Deno.Command("sha256sum", {
    args: ["-c", "copy.db.sha256"],
    cwd: source.folder,
  }).output();
  assertEquals(check.code, 0);
  const again = await run("db/commands/backup.ts", [path], env);
  assertEquals([again.code, again.stderr], [1, `No se hizo la copia: ya existe ${path}\n`]);
  const [none, missing] = await Promise.all([
    run("db/commands/backup.ts", [], env),
    run("db/commands/backup.ts", [`${path}2`], { DATABASE_URL: `file:${source.folder}/none.db` }),
  ]);
  assertEquals([none.code, missing.code], [2, 3], missing.stderr);
  const names = (await Array.fromAsync(Deno.readDir(source.folder))).map(({ name }) => name);
  assertEquals(names.filter((name) => /copying|part|none/.test(name)), []);
});
