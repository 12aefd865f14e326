import { assertEquals } from "@std/assert";
import { type TestApp, testApp } from "../../support/app.ts";

Deno.test("D11: a database whose file was moved away or replaced under the portal is not ready", async () => {
  await using portal = await testApp();
  assertEquals(await readiness(portal), [200, "ok"]);
  await Deno.rename(portal.path, `${portal.path}.moved`);
  assertEquals(await readiness(portal), [503, "unavailable"]);
  await Deno.copyFile(`${portal.path}.moved`, portal.path);
  assertEquals(await readiness(portal), [503, "unavailable"]);
  assertEquals(portal.logged.filter(({ event }) => event === "database moved").length, 2);
  await Deno.rename(`${portal.path}.moved`, portal.path);
  assertEquals(await readiness(portal), [200, "ok"]);
});

async function readiness({ app }: TestApp): Promise<[number, string]> {
  const answer = await app.request("/ready");
  return [answer.status, await answer.text()];
}
