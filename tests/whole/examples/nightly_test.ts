import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { takeBack } from "../../db/support/lifecycle.ts";
import { aFile, aSettlement, aVoucher, load } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import {
  hasProgram,
  type RunningPortal,
  runningPortal,
} from "../../support/programs/running_portal.ts";

const PYTHON = await hasProgram("python3");
if (!PYTHON) console.log("python3 is not on this machine: docs/examples/nightly.py is not run");

/** Decides about the program's n-th request: answers it, or lets it through. */
type Judge = (nth: number, url: URL) => Response | undefined;

Deno.test({
  name: "nightly.py copies what a provider has, and after whatever happened what it has then",
  ignore: !PYTHON,
  fn: async (t) => {
    await using running = await runningPortal();
    const { db } = running.portal;
    const copy = `${running.portal.folder}/copy.db`;
    const run = (judge: Judge = () => undefined) => runNightly(running, copy, judge);
    const isRight = async () => assertEquals(readCopy(copy), await readPortal(running));

    await t.step(
      "a first run copies everything, a second one changes nothing and asks once",
      async () => {
        assertEquals((await run()).code, 0);
        await isRight();
        assertEquals(await run(), { code: 0, requests: 1 });
        await isRight();
      },
    );

    await t.step(
      "killed in the middle, at whatever request, it goes on the next time",
      async () => {
        await load(db, [changed("700,00", "Anulado")]);
        const undone = await load(db, [changed("800,00", "Vigente"), lines()]);
        await load(db, [aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "later" }))]);
        assert((await takeBack(db, undone.id)).isDone);
        for (const at of [1, 2, 5, 3, 6]) {
          const { code } = await run((nth) => nth === at ? KILL : undefined);
          assertEquals(code, KILLED, `killed at ${at}`);
        }
        assertEquals((await run()).code, 0);
        await isRight();
      },
    );

    await t.step("where the portal has no time, it waits as long as it is told", async () => {
      await load(db, [changed("900,00", "Vigente")]);
      const busy = (status: number) =>
        new Response(null, { status, headers: { "retry-after": "0" } });
      const { code } = await run((nth) =>
        nth === 1 ? busy(503) : nth === 3 ? busy(429) : undefined
      );
      assertEquals(code, 0);
      await isRight();
    });

    await t.step("a cursor that the portal no longer knows makes it begin anew", async () => {
      write(copy, "UPDATE progress SET cursor = 'of another secret'");
      write(copy, "INSERT INTO vouchers (documentNumber) VALUES ('of another history')");
      assertEquals((await run()).code, 0);
      await isRight();
      write(copy, "INSERT INTO vouchers (documentNumber) VALUES ('of another history')");
      const gone = new Response(null, { status: 410 });
      assertEquals((await run((nth) => nth === 1 ? gone : undefined)).code, 0);
      await isRight();
    });

    await t.step("without a valid token it fails and leaves the copy as it is", async () => {
      const refused = new Response(null, { status: 401 });
      assert((await run(() => refused)).code !== 0);
      await isRight();
    });
  },
});

const NUMBERS = ["1001", "1002", "1003", "N-1", "N-2", "N 3/á"];
const changed = (paid: string, state: string) =>
  aFile(
    "comprobantes.csv",
    VOUCHERS_HEADER,
    ...NUMBERS.map((number) => aVoucher({ number, paid, state })),
  );
const lines = () =>
  aFile(
    "facturas.csv",
    SETTLEMENTS_HEADER,
    ...NUMBERS.map((one) => aSettlement(one, "F-1", "1,00")),
  );

/** What a killed program ends with, and the mark of the request at which it is killed. */
const KILLED = 137;
const KILL = new Response(null, { status: 500 });

/** Runs the program against a portal whose pages of changes are short. */
async function runNightly({ origin, env }: RunningPortal, copy: string, judge: Judge) {
  let requests = 0;
  const spawned = Promise.withResolvers<Deno.ChildProcess>();
  await using proxy = Deno.serve({ port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const url = new URL(pathname + search.replace("perPage=200", "perPage=2"), origin);
    const judged = judge(++requests, url);
    if (judged === KILL) {
      const child = await spawned.promise;
      child.kill("SIGKILL");
      await child.status;
    }
    if (judged) return judged.clone();
    const authorization = request.headers.get("authorization") ?? "";
    return await fetch(url, { headers: { authorization } });
  });
  const child = new Deno.Command("python3", {
    args: ["docs/examples/nightly.py", copy],
    env: { ...env, PORTAL: `http://localhost:${proxy.addr.port}` },
    stderr: "null",
  }).spawn();
  spawned.resolve(child);
  const { code } = await child.status;
  return { code, requests };
}

type Row = Record<string, unknown>;

function readCopy(path: string) {
  using copy = new DatabaseSync(path);
  const rowsOf = (sql: string): unknown[] => copy.prepare(sql).all().map((row) => ({ ...row }));
  return {
    vouchers: rowsOf("SELECT * FROM vouchers ORDER BY documentNumber"),
    settlements: rowsOf("SELECT * FROM settlements ORDER BY voucherNumber, lineNumber"),
  };
}

function write(path: string, sql: string): void {
  using copy = new DatabaseSync(path);
  copy.exec(sql);
}

/** The same as the portal has it, by the other lists. */
async function readPortal({ origin, env }: RunningPortal) {
  const headers = { authorization: `Bearer ${env.TOKEN}` };
  const ask = async (path: string): Promise<{ items: Row[] }> =>
    await (await fetch(`${origin}/api/v1${path}`, { headers })).json();
  const { items } = await ask("/vouchers?from=2026-01-01&to=2026-12-31&perPage=1000");
  const numberOf = ({ documentNumber }: Row) => String(documentNumber);
  const vouchers = items.toSorted((one, other) => numberOf(one) < numberOf(other) ? -1 : 1);
  const settlements: Row[] = [];
  for (const voucher of vouchers) {
    const path = `/vouchers/${encodeURIComponent(numberOf(voucher))}/settlements`;
    settlements.push(...(await ask(`${path}?perPage=1000`)).items);
  }
  return { vouchers: columnsOf(vouchers, VOUCHER), settlements: columnsOf(settlements, LINE) };
}

/** The columns that the program copies. */
const VOUCHER = "documentNumber paidOn paymentMethod paidAmount unappliedAmount state returnedOn";
const LINE = "voucherNumber lineNumber invoiceNumber invoiceAmount netAmount paidAmount balance";

function columnsOf(rows: Row[], names: string): Row[] {
  return rows.map((row) => Object.fromEntries(names.split(" ").map((name) => [name, row[name]])));
}
