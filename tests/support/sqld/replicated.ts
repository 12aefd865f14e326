import { type Db, openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { rowsOf } from "../../db/support/contents.ts";
import { command, readUntil, temporaryFolder } from "../../db/support/process.ts";
import { type Sqld, startSqld } from "../../db/support/sqld.ts";
import { startKeyedSqld } from "./keyed_sqld.ts";
import { SECRETS } from "./people.ts";
import { until } from "./until.ts";
import { createBrowser, type TestBrowser } from "../app.ts";
import { type FaultyProxy, startFaultyProxy } from "../faults/proxy.ts";
import { freePort } from "../free_port.ts";

/** No answer is waited for any longer. */
const MAX_WAIT_MS = 60_000;

/** The portal's process, a real primary and a real replica, and what lies between them. */
export type Replicated = AsyncDisposable & {
  primary: Sqld;
  replica: Sqld;
  /** Between the primary and the replica. */
  stream: FaultyProxy;
  /** Between the portal and the primary, and between the portal and the replica. */
  far: FaultyProxy;
  near: FaultyProxy;
  /** The primary, without the portal. */
  db: Db;
  /** Whose requests fail where no answer comes. */
  browser(): TestBrowser;
  /** Waits until the replica answers as the primary does. */
  caughtUp(sql: string): Promise<void>;
};

export async function startReplicated(fill: (db: Db) => Promise<unknown>): Promise<Replicated> {
  await using made = new AsyncDisposableStack();
  const folder = made.use(await temporaryFolder());
  const primary = made.use(await startKeyedSqld());
  const { token: authToken } = primary;
  const stream = made.use(startFaultyProxy(primary.grpcUrl));
  const db = await openDatabase({ url: primary.url, authToken });
  made.defer(() => db.$client.close());
  await migrateDatabase(db);
  await fill(db);
  const replica = made.use(await startSqld({ ...primary, grpcUrl: stream.url }, primary.key));
  const far = made.use(startFaultyProxy(primary.url));
  const near = made.use(startFaultyProxy(replica.url));
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    DATABASE_AUTH_TOKEN: authToken,
    DATABASE_URL: far.url,
    DATABASE_REPLICA_URL: near.url,
    MAIL_URL: `file:${folder.path}/outbox`,
    PORT: `${port}`,
    SESSION_SECRETS: SECRETS.join(),
  }).spawn();
  // A log that nobody reads would fill its pipe, and stop the portal.
  const log = process.stderr.cancel();
  made.defer(async () => {
    process.kill("SIGTERM");
    await Promise.all([process.status, log]);
  });
  await readUntil(process.stdout, (text) => text.includes("\n"));
  const origin = `http://localhost:${port}`;
  const ask = (url: string, init: RequestInit) =>
    fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(MAX_WAIT_MS) });
  const parts = made.move();
  return {
    ...{ primary, replica, stream, far, near, db },
    browser: () => createBrowser(origin, ask),
    caughtUp: (sql) => until(async () => await isSame(sql, authToken, [primary.url, replica.url])),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

async function isSame(sql: string, authToken: string, urls: string[]): Promise<boolean> {
  const [there, here] = await Promise.all(urls.map(async (url) => {
    const db = await openDatabase({ url, authToken });
    const rows = await rowsOf(db, sql).catch(() => url);
    db.$client.close();
    return JSON.stringify(rows);
  }));
  return there === here;
}
