import { assertEquals } from "@std/assert";
import { idempotencyKeys } from "../../../db/schema.ts";
import { A, csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { createMember } from "../../support/people.ts";
import { eventsOf } from "../../support/staff.ts";

/** Opens a page of its own; answers what gives somebody a role from there, and its status. */
async function openTeam(browser: TestBrowser, { clock }: TestApp, persona: number) {
  const csrf = csrfOf(await (await browser.get("/equipo")).text());
  return async (rol: string, headers: Record<string, string> = {}) => {
    clock.nowMs++;
    const form = { csrf, accion: "rol", persona: String(persona), rol };
    const answer = await browser.post("/equipo", form, headers);
    await answer.body?.cancel();
    return answer.status;
  };
}

async function scene(portal: TestApp) {
  const persona = await createMember(portal.services, "ana@equipo.example", [[A, "consulta"]]);
  const browser = await portal.signIn();
  const open = () => openTeam(browser, portal, persona);
  const roles = async () =>
    (await eventsOf(portal, "roleChange")).map(({ detail }) => String(detail.role));
  return { open, roles };
}

Deno.test("a form that is sent again a minute later is done again", async () => {
  await using portal = await testApp();
  const { open, roles } = await scene(portal);
  const give = await open();
  assertEquals([await give("contador"), await give("contador")], [303, 303]);
  assertEquals(await roles(), ["contador"]);
  portal.clock.nowMs += 61_000;
  assertEquals(await give("contador"), 303);
  assertEquals(await roles(), ["contador", "contador"]);
});

Deno.test("whoever goes back after she asked for something else is obeyed, on the same page and on another", async () => {
  await using portal = await testApp();
  const { open, roles } = await scene(portal);
  const [give, elsewhere] = [await open(), await open()];
  for (const role of ["contador", "consulta", "contador"]) assertEquals(await give(role), 303);
  assertEquals(await elsewhere("consulta"), 303);
  assertEquals(await give("contador"), 303);
  const asked = ["contador", "consulta", "contador", "consulta", "contador"];
  assertEquals(await roles(), asked);
});

Deno.test("of two forms of a page that run at once each is done once, however often it was sent", async () => {
  await using portal = await testApp();
  const { open, roles } = await scene(portal);
  const give = await open();
  const asked = ["contador", "consulta", "contador", "consulta"];
  assertEquals(await Promise.all(asked.map((role) => give(role))), [303, 303, 303, 303]);
  assertEquals((await roles()).toSorted(), ["consulta", "contador"]);
});

Deno.test("a form that was refused is judged again, and leaves nothing", async () => {
  await using portal = await testApp();
  const { open, roles } = await scene(portal);
  const give = await open();
  assertEquals([await give("rey"), await give("rey")], [422, 422]);
  assertEquals(await portal.db.$count(idempotencyKeys), 0);
  assertEquals(await roles(), []);
});
