import { assert, assertEquals } from "@std/assert";
import { holdLock } from "./db/support/lock_holder.ts";
import { temporaryFolder } from "./db/support/process.ts";
import { SQLD_EXISTS, startSqld } from "./db/support/sqld.ts";
import { A } from "./support/files.ts";
import {
  askEverything,
  assertUnavailable,
  assertWorks,
  send,
  SIGN_IN,
  signIn,
  withPortal,
} from "./support/faults/portal.ts";

/* A real process whose real database is killed, stopped or locked while people use it (D1, D2). */

Deno.test("D1, D2: a database that stops answering makes 503 of everything in time, and goes on", {
  ignore: !SQLD_EXISTS,
}, async () => {
  await using server = await startSqld();
  await using portal = await withPortal(server.url);
  await assertWorks(portal);
  await server.signal("SIGSTOP");
  const answers = await askEverything(portal);
  const ready = await send(portal.origin, "/ready");
  await server.signal("SIGCONT");
  assertUnavailable(answers);
  assertEquals([ready.status, ready.text], [503, "unavailable"]);
  await assertWorks(portal);
});

Deno.test("D1, D2: a database that was killed makes 503 of everything in time", {
  ignore: !SQLD_EXISTS,
}, async () => {
  await using server = await startSqld();
  await using portal = await withPortal(server.url);
  await server.signal("SIGKILL");
  assertUnavailable(await askEverything(portal));
});

Deno.test("D1: a file that another process holds locked makes 503 of what writes in time; pages are read", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/zona-ser.db`;
  await using portal = await withPortal(`file:${path}`);
  const { origin, cookie } = portal;
  const holder = await holdLock(path);
  const answers = await Promise.all([
    send(origin, "/zona-ser", { form: SIGN_IN }),
    send(origin, "/clave", { form: { usuario: A } }),
    send(origin, "/export.csv?desde=01/01/2026&hasta=31/03/2026", { cookie }),
  ]);
  await assertWorks(portal);
  await holder.release();
  assertUnavailable(answers);
  assert(await signIn(origin));
});
