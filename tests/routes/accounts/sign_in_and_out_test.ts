import { assert, assertEquals } from "@std/assert";
import { A, B, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { addPerson, createMember } from "../../support/people.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

/** Everybody who may be signed in, those included whom only one page opens. */
const PERSONS: Record<string, (portal: TestApp) => Promise<TestBrowser>> = {
  "a representative": (portal) => portal.signIn(A),
  "an administrator of a team": (portal) => portal.signInMember("administrador"),
  "an accountant": (portal) => portal.signInMember("contador"),
  "a reader": (portal) => portal.signInMember("consulta"),
  "an administrator of the staff": (portal) => portal.signInStaff("administrador"),
  "the treasury": (portal) => portal.signInStaff("tesoreria"),
  "an auditor": (portal) => portal.signInStaff("auditor"),
  "staff without a second factor": async ({ db, browser }) => {
    const email = "nueva@eps.example";
    await addPerson(db, { kind: "staff", email, name: "Nueva", staffRole: "auditor" }, []);
    return await enter(browser(), "funcionario", email);
  },
  "somebody who must accept the policies": async ({ db, browser }) => {
    const email = "vieja@equipo.example";
    const person = { kind: "member", email, name: "Ana", acceptedPolicy: "2020-01" } as const;
    await addPerson(db, person, [[A, "contador"]]);
    return await enter(browser(), "prestador", email);
  },
  "a member whom no provider lets in": async ({ services, browser }) => {
    const email = "sola@equipo.example";
    await createMember(services, email, []);
    return await enter(browser(), "prestador", email);
  },
  "a member of two providers": async ({ services, browser }) => {
    const email = "doble@equipo.example";
    await createMember(services, email, [[A, "contador"], [B, "consulta"]]);
    return await enter(browser(), "prestador", email);
  },
};

for (const [name, signIn] of Object.entries(PERSONS)) {
  Deno.test(`S13: every page of ${name} has a visible button that posts the sign-out`, async () => {
    await using portal = await testApp(somePayments());
    const browser = await signIn(portal);
    let pages = 0;
    for (const path of addresses(portal)) {
      const answer = await browser.get(path);
      const html = await answer.text();
      if (!/^text\/html/.test(answer.headers.get("content-type") ?? "")) continue;
      const form = /<form class="sign-out"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
      assert(/method="post" action="\/zona-ser\/salir"/.test(form), `${answer.status} ${path}`);
      assert(/name="csrf" value="\d*\.[0-9a-f]{128}"/.test(form), path);
      assert(/<button type="submit"[^>]*>Cerrar sesión<\/button>/.test(form), path);
      assert(!/hidden|disabled|display/.test(form.replace('type="hidden"', "")), path);
      pages++;
    }
    assert(pages > 5, `${pages} pages`);
  });
}

Deno.test("S13: a page of somebody who is not signed in has no such button", async () => {
  await using portal = await testApp();
  const html = await (await portal.browser().get("/zona-ser")).text();
  assertEquals(html.includes("/zona-ser/salir"), false);
});

/** Every address that is asked by GET, with a voucher that is there, and some that are errors. */
function addresses({ app }: TestApp): string[] {
  const known = app.routes.filter(({ method }) => method === "GET").map(({ path }) => path)
    .filter((path) => !/^\/(api|health|ready|robots|static|export)|\.(csv|json)$/.test(path))
    .map((path) => path.replace(/:\w+/, "1001"));
  const further = [
    `/pagos?${ALL_MARCH}`,
    `/pagos/1002?${ALL_MARCH}`,
    "/nada",
    "/pagos?desde=x&desde=y",
  ];
  return [...new Set([...known, ...further])];
}

async function enter(browser: TestBrowser, tipo: string, usuario: string): Promise<TestBrowser> {
  const answer = await browser.post("/zona-ser", { tipo, usuario, contrasena: PASSWORD });
  assertEquals(answer.status, 303);
  return browser;
}
