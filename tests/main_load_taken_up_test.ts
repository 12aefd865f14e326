import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Db } from "../db/client.ts";
import { rowsOf } from "./db/support/contents.ts";
import type { TestBrowser } from "./support/app.ts";
import { aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "./support/files.ts";
import { addTreasury, signInTreasury } from "./support/sqld/people.ts";
import { startTwoPortals } from "./support/sqld/two_portals.ts";
import { until } from "./support/sqld/until.ts";
import { type NamedText, publishAs, upload } from "./support/uploads.ts";
import { SQLD_EXISTS } from "./db/support/sqld.ts";

/** They are stored in three pieces. */
const VOUCHERS = 1200;
const FILE: NamedText = [
  "comprobantes.csv",
  VOUCHERS_HEADER,
  ...Array.from({ length: VOUCHERS }, (_, index) => aVoucher({ number: `V${index}` })),
];
/** As on a platform with a read-only disk. */
const WITHOUT_DISK = ["net", "read", "env", "ffi", "sys"].map((name) => `--allow-${name}`);

Deno.test(
  "U11: a load whose process is killed in the middle is taken up by another one, without a disk",
  {
    ignore: !SQLD_EXISTS,
    sanitizeOps: false,
    sanitizeResources: false,
  },
  async () => {
    const secrets: string[] = [];
    await using portals = await startTwoPortals("smtp://127.0.0.1:9", async (db) => {
      await load(db, [PROVIDERS()]);
      secrets.push(...await addTreasury(db));
    }, WITHOUT_DISK);
    const { db, far } = portals;
    const [loader, publisher] = [portals.at(0), portals.at(1)];
    await signInTreasury([loader, publisher], secrets);
    // The first process stands still where the first piece was stored and it does not know.
    await far.set({ kind: "hold", to: "INSERT INTO voucher_revisions" });
    const address = await upload(loader, [FILE]);
    await until(() => Promise.resolve(far.count() > 0));
    const id = address.slice(address.lastIndexOf("/") + 1);
    const before = await stateOf(db, id);
    const [stored] = await rowsOf(db, "SELECT count(*) AS vouchers FROM voucher_revisions");
    assertEquals([before.status, stored?.vouchers], ["judging", 500]);
    await portals.killFirst();
    await far.set();
    // The half minute after which a process counts as dead has passed.
    await db.$client.execute({ sql: "UPDATE loads SET heartbeat_at = 0 WHERE id = ?", args: [id] });
    await until(async () => (await stateOf(db, id)).heldBy !== before.heldBy);
    assertMatch(await textOf(publisher, address), /En revisión|name="total"/);
    await until(async () => (await stateOf(db, id)).status === "waiting");
    const total = "1.200.000,00";
    const published = await publishAs(publisher, address, total);
    assertEquals(published.status, 303, await published.text());
    assertStringIncludes(await textOf(publisher, address), "Publicada el");
    const left = await rowsOf(
      db,
      `SELECT count(*) AS vouchers, sum(is_current) AS current,
    (SELECT count(*) FROM load_uploads) + (SELECT count(*) FROM files) AS files,
    (SELECT count(*) FROM loads WHERE source = 'navegador') AS loads FROM voucher_revisions`,
    );
    assertEquals(left, [{ vouchers: VOUCHERS, current: VOUCHERS, files: 0, loads: 1 }]);
  },
);

async function stateOf(db: Db, id: string) {
  const [row] = await rowsOf(db, "SELECT status, held_by FROM loads WHERE id = ?", [id]);
  return { status: row?.status, heldBy: row?.held_by };
}

async function textOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}
