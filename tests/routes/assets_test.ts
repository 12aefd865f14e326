import { assertEquals } from "@std/assert";
import { ORIGIN, testApp } from "../support/app.ts";

const FORGED = '{"level":"error","event":"forged"}';

Deno.test("J8: a path that is no file's is not found, and writes nothing into the log", async () => {
  await using portal = await testApp();
  const said: unknown[] = [];
  const { warn } = console;
  console.warn = (...words) => said.push(...words);
  try {
    const names = [`${"a".repeat(300)}%0a${FORGED}`, "app.css/x", "x%00", "%2e%2e%2fmain.ts"];
    for (const name of names) {
      const answer = await portal.app.request(`${ORIGIN}/static/${name}`);
      assertEquals([answer.status, answer.headers.get("cache-control")], [404, "no-store"], name);
      await answer.body?.cancel();
    }
  } finally {
    console.warn = warn;
  }
  assertEquals(said, []);
});
