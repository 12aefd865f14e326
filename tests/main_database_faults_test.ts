import { assert, assertEquals } from "@std/assert";
import { type Db, openDatabase } from "../db/client.ts";
import { valueOf } from "./db/support/contents.ts";
import { SQLD_EXISTS, startSqld } from "./db/support/sqld.ts";
import {
  askEverything,
  assertUnavailable,
  assertWorks,
  send,
  SIGN_IN,
  signIn,
  withPortal,
} from "./support/faults/portal.ts";
import { type Fault, startFaultyProxy } from "./support/faults/proxy.ts";
import { until } from "./support/sqld/until.ts";

/* A real process, a real database, and what happens to networks between them (D1, D2). */

/** A portal that reaches its database through a proxy, and the database without it. */
async function behindProxy() {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startSqld());
  const proxy = stack.use(startFaultyProxy(server.url));
  const portal = stack.use(await withPortal(proxy.url));
  const db = await openDatabase({ url: server.url });
  stack.defer(() => db.$client.close());
  const owned = stack.move();
  return { proxy, portal, db, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** How many tries to sign in are held against somebody. */
function countTries(db: Db): Promise<unknown> {
  return valueOf(db, "SELECT coalesce(sum(count), 0) FROM attempts");
}

function countSessions(db: Db): Promise<unknown> {
  return valueOf(db, "SELECT count(*) FROM sessions");
}

Deno.test(
  "D1, D2: an answer that is cut in the middle, or never ends, makes 503 of everything, and it goes on by itself",
  {
    ignore: !SQLD_EXISTS,
  },
  async (t) => {
    await using behind = await behindProxy();
    const { proxy, portal, db } = behind;
    const faults: Fault[] = [{ kind: "cut" }, { kind: "stall" }, { kind: "refuse" }];
    for (const fault of faults) {
      await t.step(fault.kind, async () => {
        const sessions = await countSessions(db);
        await proxy.set(fault);
        const answers = await askEverything(portal);
        assertUnavailable(answers);
        assertEquals(answers.flatMap(({ headers }) => headers.getSetCookie()), []);
        assertEquals(await countSessions(db), sessions);
        await proxy.set();
        await assertWorks(portal);
      });
    }
    for (const to of ["known_places", "password_hash"]) {
      await t.step(`a try that met a cut answer about ${to} is held against nobody`, async () => {
        await db.$client.execute("DELETE FROM attempts");
        await proxy.set({ kind: "cut", to });
        assertUnavailable([await send(portal.origin, "/zona-ser", { form: SIGN_IN })]);
        assert(proxy.count() > 0);
        assertEquals(await countTries(db), 0);
        await proxy.set();
        await signIn(portal.origin);
      });
    }
    await t.step(
      "a database 200 ms away serves pages, downloads, sign-ins and programs",
      async () => {
        await proxy.set({ kind: "slow" });
        await until(async () => {
          const answers = await askEverything(portal);
          assertEquals(answers.map(({ path, status }) => `${path.split("?")[0]} ${status}`), [
            "/portal 200",
            "/pagos 200",
            "/export.xlsx 200",
            "/zona-ser 303",
            "/clave 200",
            "/api/v1/me 200",
            "/api/v1/vouchers 200",
          ]);
          return true;
        });
      },
    );
  },
);
