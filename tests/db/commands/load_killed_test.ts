import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { countStaged } from "../support/contents.ts";
import { isWhole, looking, withManyLines } from "../support/many_lines.ts";
import { command, readUntil, run } from "../support/process.ts";

Deno.test("a load that is killed leaves all or nothing, and a repeated one publishes everything", async () => {
  await using files = await withManyLines();
  const moments = [
    /Filas leídas: \d+/,
    /Filas leídas: 10501/,
    /Facturas guardadas: 4000 /,
    /Facturas guardadas: 8000 /,
    /Facturas guardadas: 10000 /,
  ];
  for (const moment of moments) {
    const child = command("db/commands/load.ts", files.names, files.env).spawn();
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
  const last = await run("db/commands/load.ts", [...files.names, "--json"], files.env);
  assertEquals(last.code, 0, last.stderr);
  await looking(files.url, async (db) => assert(await isWhole(db)));
});

for (const moment of [/Filas leídas: 1000\n/, /Facturas guardadas: 4\d{3} /]) {
  Deno.test(`a load that SIGTERM stops at "${moment.source}" ends with 0 on its way and stores nothing`, async () => {
    await using files = await withManyLines(42);
    const child = command("db/commands/load.ts", files.names, files.env).spawn();
    const report = child.stdout.cancel();
    let isStopped = false;
    const heard = await readUntil(child.stderr, (text) => {
      if (!isStopped && moment.test(text)) child.kill("SIGTERM");
      isStopped ||= moment.test(text);
      return false;
    });
    await report;
    assertEquals((await child.status).code, 0);
    assertNotMatch(heard, /Facturas guardadas: 21000 /);
    await looking(files.url, async (db) => {
      assertEquals(await isWhole(db), false);
      assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
    });
  });
}
