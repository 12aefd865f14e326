import type { Db } from "../../../db/client.ts";
import { openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { command, readUntil } from "../../db/support/process.ts";
import { createBrowser, type TestBrowser } from "../app.ts";
import { type FaultyProxy, startFaultyProxy } from "../faults/proxy.ts";
import { freePort } from "../free_port.ts";
import { startKeyedSqld } from "./keyed_sqld.ts";
import { SECRETS } from "./people.ts";

const PORTAL = "tests/support/sqld/patient_main.ts";

export type TwoPortals = AsyncDisposable & {
  db: Db;
  /** A browser whose requests come to the portals in turn. */
  balanced(): TestBrowser;
  /** A browser of the same portal whose requests all come to one process. */
  at(process: 0 | 1): TestBrowser;
  /** Between the first process and the server. */
  far: FaultyProxy;
  /** Ends the first process as a platform or a lack of memory does, and waits for its end. */
  killFirst(): Promise<void>;
};

/** Two processes that share a server with what `fill` puts there, behind a balancer. */
export async function startTwoPortals(
  mailUrl: string,
  fill: (db: Db) => Promise<unknown>,
  permissions?: string[],
): Promise<TwoPortals> {
  await using made = new AsyncDisposableStack();
  const sqld = made.use(await startKeyedSqld());
  const db = await openDatabase({ url: sqld.url, authToken: sqld.token });
  made.defer(() => db.$client.close());
  await migrateDatabase(db);
  await fill(db);
  const addresses: string[] = [];
  let turn = 0;
  const balancer = made.use(Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => forward(request, addresses[turn++ % addresses.length] ?? ""),
  ));
  const origin = `http://127.0.0.1:${balancer.addr.port}`;
  const far = made.use(startFaultyProxy(sqld.url));
  const env = {
    BASE_URL: origin,
    DATABASE_AUTH_TOKEN: sqld.token,
    HOST: "127.0.0.1",
    MAIL_URL: mailUrl,
    SESSION_SECRETS: SECRETS.join(),
  };
  const start = (url: string) => {
    const port = freePort();
    addresses.push(`http://127.0.0.1:${port}`);
    const own = { ...env, DATABASE_URL: url, PORT: `${port}` };
    return command(PORTAL, ["--listen"], own, permissions).spawn();
  };
  const first = start(far.url);
  const started = [first, start(sqld.url)];
  for (const process of started) made.defer(() => end(process));
  await Promise.all(
    started.map(({ stdout }) => readUntil(stdout, (text) => text.includes("\n"))),
  );
  const browser = (base: string) =>
    createBrowser(origin, (url, init) => forward(new Request(url, init), base));
  const parts = made.move();
  return {
    db,
    balanced: () => browser(origin),
    at: (process) => browser(addresses[process] ?? ""),
    far,
    async killFirst() {
      first.kill("SIGKILL");
      await first.status;
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** Brings a request on; as behind any balancer, the portal is asked by its own name. */
async function forward(request: Request, address: string): Promise<Response> {
  using client = Deno.createHttpClient({ allowHost: true, poolMaxIdlePerHost: 0 });
  const { host, pathname, search } = new URL(request.url);
  const { method } = request;
  const headers = new Headers(request.headers);
  headers.set("host", host);
  const body = method === "POST" ? await request.arrayBuffer() : null;
  return await fetch(address + pathname + search, {
    method,
    headers,
    body,
    client,
    redirect: "manual",
  });
}

async function end(process: Deno.ChildProcess): Promise<void> {
  try {
    process.kill("SIGTERM");
  } catch {
    // It was killed.
  }
  await Promise.all([process.status, process.stderr.cancel()]);
}
