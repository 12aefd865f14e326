import { assert, assertEquals } from "@std/assert";
import { type DatabaseAddress, openDatabase } from "../db/client.ts";
import { valueOf } from "./db/support/contents.ts";
import { command, run, temporaryFolder } from "./db/support/process.ts";
import { startSqld } from "./db/support/sqld.ts";
import { startKeyedSqld } from "./support/sqld/keyed_sqld.ts";
import { freePort } from "./support/free_port.ts";
import { A, aVoucher, PROVIDERS_HEADER, VOUCHERS_HEADER } from "./support/files.ts";

const SECRETS = "a secret of thirty-two bytes or more";
const MAX_WAITS = 200;

Deno.test("D4, D5: payments come from a real replica, never older than at the primary", {
  ignore: Deno.build.os !== "linux" || Deno.build.arch !== "x86_64",
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  await using folder = await temporaryFolder();
  await using primary = await startKeyedSqld();
  await using replica = await startSqld(primary, primary.key);
  const { token: authToken } = primary;
  const env = {
    DATABASE_URL: primary.url,
    DATABASE_AUTH_TOKEN: authToken,
    SESSION_SECRETS: SECRETS,
  };
  const provider = `${A};Clínica A S.A.S.;;;a@clinica.example`;
  const loadVoucher = async (number: string) => {
    const path = `${folder.path}/${number}.csv`;
    await Deno.writeTextFile(path, `${VOUCHERS_HEADER}\n${aVoucher({ number })}\n`);
    assertEquals((await run("db/commands/load.ts", [path], env)).code, 0);
  };
  assertEquals((await run("db/commands/migrate.ts", [], env)).code, 0);
  await Deno.writeTextFile(`${folder.path}/p.csv`, `${PROVIDERS_HEADER}\n${provider}\n`);
  const providers = await run("db/commands/load.ts", [`${folder.path}/p.csv`], env);
  assertEquals(providers.code, 0, providers.stdout);
  await loadVoucher("1");
  const made = await run("db/commands/token_create.ts", [A, "--name=x"], env);
  const token = made.stdout.trim();
  await catchesUp({ url: replica.url, authToken }, 1);

  let answered = 0;
  await using near = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const body = await request.arrayBuffer();
    const answer = await fetch(replica.url + pathname + search, {
      method,
      headers,
      ...(body.byteLength > 0 && { body }),
    });
    if (answer.ok) answered++;
    return answer;
  });
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    ...env,
    PORT: String(port),
    MAIL_URL: `file:${folder.path}/mails`,
    DATABASE_REPLICA_URL: `http://127.0.0.1:${near.addr.port}`,
  }).spawn();
  const said = process.stdout.getReader();
  await said.read();
  const list = async () => {
    const answer = await fetch(
      `http://localhost:${port}/api/v1/vouchers?from=2026-01-01&to=2026-12-31`,
      {
        headers: { Authorization: `Bearer ${token}` },
      },
    );
    const { items } = await answer.json();
    return items.map(({ documentNumber }: { documentNumber: string }) => documentNumber).sort();
  };
  assertEquals(await list(), ["1"]);
  assert(answered >= 1);
  await loadVoucher("2");
  assertEquals(await list(), ["1", "2"]);
  await replica.signal("SIGKILL");
  await loadVoucher("3");
  assertEquals(await list(), ["1", "2", "3"]);
  process.kill("SIGTERM");
  await said.cancel();
  await process.stderr.cancel();
  assertEquals((await process.status).code, 0);
});

/** Waits until the replica has so many vouchers. */
async function catchesUp(replica: DatabaseAddress, count: number): Promise<void> {
  for (let wait = 0; wait < MAX_WAITS; wait++) {
    const db = await openDatabase(replica);
    const sql = "SELECT count(*) FROM voucher_revisions WHERE is_current = 1";
    const found = await valueOf(db, sql).catch(() => 0);
    db.$client.close();
    if (Number(found) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the replica does not catch up");
}
