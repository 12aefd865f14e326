import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { passwordResets, users } from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { totpCode } from "../../support/totp.ts";
import { A, createAccount, csrfOf, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { addPerson, createStaff, giveSecondFactor } from "../../support/people.ts";
import type { TestBrowser } from "../../support/app.ts";

const FACTOR = "/cuenta/segundo-factor";
const STEP_MS = 30_000;
const OTHER = "cuatro elefantes se balanceaban";

Deno.test("A12: the staff without a second factor can only set one up, and then works", async () => {
  await using portal = await testApp();
  const email = "nueva@eps.example";
  await addPerson(portal.db, { kind: "staff", email, name: "Nueva", staffRole: "auditor" }, []);
  const browser = portal.browser();
  await browser.post("/zona-ser", { tipo: "funcionario", usuario: email, contrasena: PASSWORD });
  for (
    const path of ["/funcionario", "/cuenta", "/cuenta/llaves", "/funcionario/datos", "/portal"]
  ) {
    assertEquals((await browser.get(path)).headers.get("location"), FACTOR, path);
  }
  const page = await turnOn(portal, browser);
  assertEquals(page.status, 200);
  assertEquals((await page.text()).match(/<li>[a-z2-9]{4}(-[a-z2-9]{4}){3}<\/li>/g)?.length, 10);
  assertEquals((await browser.get("/funcionario")).status, 200);
});

Deno.test("A12: with a second factor the password alone opens nothing; the code of now does, once", async () => {
  await using portal = await testApp();
  const id = await createAccount(portal.services, A);
  const secret = await giveSecondFactor(portal.services, id);
  const browser = await password(portal);
  assertEquals((await browser.get("/portal")).status, 303);
  const code = totpCode(secret, portal.clock.nowMs);
  assertEquals(await give(browser, code), "/portal");
  assertEquals((await browser.get("/portal")).status, 200);
  assertEquals(await give(await password(portal), code), undefined);
});

Deno.test("A12: a code is accepted one step before and after its own, and no longer", async () => {
  await using portal = await testApp();
  const id = await createAccount(portal.services, A);
  const secret = await giveSecondFactor(portal.services, id);
  const cases: [steps: number, isGood: boolean][] = [[-2, false], [2, false], [-1, true], [
    1,
    true,
  ]];
  for (const [steps, isGood] of cases) {
    const code = totpCode(secret, portal.clock.nowMs + steps * STEP_MS);
    assertEquals(await give(await password(portal), code) === "/portal", isGood, `${steps}`);
  }
});

Deno.test("A12: five wrong codes cost a wait, whoever types them; after it the right one signs in", async () => {
  await using portal = await testApp();
  const id = await createAccount(portal.services, A);
  const secret = await giveSecondFactor(portal.services, id);
  const browser = await password(portal);
  for (let wrong = 0; wrong < 5; wrong++) {
    assertEquals((await browser.post("/zona-ser/codigo", { codigo: "000000" })).status, 422);
  }
  const late = await (await password(portal)).post("/zona-ser/codigo", {
    codigo: totpCode(secret, portal.clock.nowMs),
  });
  assertEquals(late.status, 429);
  const seconds = Number(late.headers.get("retry-after"));
  assert(seconds > 0);
  portal.clock.nowMs += seconds * 1000 + 1;
  const code = totpCode(secret, portal.clock.nowMs);
  assertEquals(await give(await password(portal), code), "/portal");
});

Deno.test("A12: a recovery code works once, in any spelling", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const page = await (await turnOn(portal, browser)).text();
  const [code = ""] = page.match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/) ?? [];
  assertEquals(
    await give(await password(portal), code.toUpperCase().replaceAll("-", " ")),
    "/portal",
  );
  assertEquals(await give(await password(portal), code), undefined);
});

Deno.test("A12: turning it on asks for the password, ends the other sessions and is announced by mail", async () => {
  await using portal = await testApp();
  const [browser, other] = [await portal.signIn(A), await portal.signIn(A)];
  const csrf = csrfOf(await (await browser.get(FACTOR)).text());
  const wrong = await browser.post(FACTOR, { csrf, accion: "empezar", actual: "otra" });
  assertEquals(wrong.status, 422);
  assertStringIncludes(await wrong.text(), "No es su contraseña actual.");
  await turnOn(portal, browser);
  assertEquals((await other.get("/portal")).status, 303);
  assertEquals((await browser.get("/portal")).status, 200);
  await portal.services.background.settled();
  assertMatch(portal.mails.at(-1)?.subject ?? "", /^Se activó el segundo factor/);
});

Deno.test("A12: it is turned off with password and code, and by the staff never", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const { secret } = await setUp(portal, browser);
  portal.clock.nowMs += STEP_MS;
  const code = totpCode(secret, portal.clock.nowMs);
  const csrf = csrfOf(await (await browser.get(FACTOR)).text());
  const off = { csrf, accion: "quitar", actual: PASSWORD };
  assertEquals((await browser.post(FACTOR, { ...off, codigo: "000000" })).status, 422);
  assertEquals((await browser.post(FACTOR, { ...off, codigo: code })).status, 303);
  assertEquals((await (await password(portal)).get("/portal")).status, 200);

  const staff = await createStaff(portal.services, "luz@eps.example", "auditor");
  const member = portal.browser();
  const form = { tipo: "funcionario", usuario: "luz@eps.example", contrasena: PASSWORD };
  await member.post("/zona-ser", form);
  await give(member, totpCode(staff.secret, portal.clock.nowMs));
  portal.clock.nowMs += STEP_MS;
  const own = csrfOf(await (await member.get(FACTOR)).text());
  const next = totpCode(staff.secret, portal.clock.nowMs);
  const refused = await member.post(FACTOR, { ...off, csrf: own, codigo: next });
  assertEquals(refused.status, 403);
});

Deno.test("A12: an affiliate sets a second factor up, and then her password alone opens nothing", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const { secret, answer } = await setUp(portal, browser);
  const [recovery = ""] = (await answer.text()).match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/) ?? [];
  for (const codigo of [totpCode(secret, portal.clock.nowMs += STEP_MS), recovery]) {
    const again = portal.browser();
    const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: "9990000101" };
    await (await again.post("/zona-ser", { ...form, contrasena: PASSWORD })).body?.cancel();
    assertEquals((await again.get("/afiliados/inicio")).status, 303);
    assertEquals(await give(again, codigo), "/afiliados/inicio");
    assertEquals((await again.get("/afiliados/inicio")).status, 200);
  }
});

Deno.test("A14: a new password by the link does not turn the second factor off", async () => {
  await using portal = await testApp();
  const id = await createAccount(portal.services, A);
  const secret = await giveSecondFactor(portal.services, id);
  const times = { createdAt: portal.clock.nowMs, expiresAt: portal.clock.nowMs + 1000 };
  const tokenSha256 = sha256("enlace");
  await portal.db.insert(passwordResets).values({ tokenSha256, userId: id, ...times });
  await portal.browser().post("/clave?enlace", { contrasena: OTHER, confirmacion: OTHER });
  const browser = await password(portal, OTHER);
  assertEquals((await browser.get("/portal")).status, 303);
  assertEquals(await give(browser, totpCode(secret, portal.clock.nowMs)), "/portal");
});

Deno.test("A12: a password that changes while the code is awaited ends the waiting", async () => {
  await using portal = await testApp();
  const id = await createAccount(portal.services, A);
  const secret = await giveSecondFactor(portal.services, id);
  const browser = await password(portal);
  await portal.db.update(users).set({ passwordHash: "other" });
  const code = totpCode(secret, portal.clock.nowMs);
  const answer = await browser.post("/zona-ser/codigo", { codigo: code });
  assertEquals(answer.headers.get("location"), "/zona-ser");
  assertEquals((await browser.get("/portal")).status, 303);
});

/** A browser in which the password was given and the code is awaited. */
async function password(portal: TestApp, contrasena = PASSWORD): Promise<TestBrowser> {
  const browser = portal.browser();
  await browser.post("/zona-ser", { tipo: "prestador", usuario: A, contrasena });
  return browser;
}

/** Where a code leads, undefined where it is refused. */
async function give(browser: TestBrowser, codigo: string): Promise<string | undefined> {
  const answer = await browser.post("/zona-ser/codigo", { codigo });
  return answer.headers.get("location") ?? undefined;
}

async function turnOn(portal: TestApp, browser: TestBrowser): Promise<Response> {
  return (await setUp(portal, browser)).answer;
}

/** Sets a second factor up as a person would; answers the last page and the secret that was shown. */
async function setUp(portal: TestApp, browser: TestBrowser) {
  const csrf = csrfOf(await (await browser.get(FACTOR)).text());
  await browser.post(FACTOR, { csrf, accion: "empezar", actual: PASSWORD });
  const page = await (await browser.get(FACTOR)).text();
  const secret = /class="mono secret">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(" ", "") ?? "";
  const codigo = totpCode(secret, portal.clock.nowMs);
  const form = { csrf: csrfOf(page), accion: "activar", codigo };
  return { answer: await browser.post(FACTOR, form), secret };
}
