import { assert, assertEquals, assertMatch } from "@std/assert";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { A, csrfOf, type TestApp, testApp } from "../support/app.ts";
import { createMember } from "../support/people.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { withoutNoise } from "../support/noise.ts";

Deno.test("T12: every secret is 192 random bits, each as often set as not", () => {
  const ones = Array.from({ length: 192 }, () => 0);
  const rounds = 4000;
  for (let round = 0; round < rounds; round++) {
    const bytes = Uint8Array.fromBase64(newSecretToken(), { alphabet: "base64url" });
    assertEquals(bytes.length, 24);
    for (const [index, byte] of bytes.entries()) {
      for (let bit = 0; bit < 8; bit++) {
        ones[8 * index + bit] = (ones[8 * index + bit] ?? 0) + ((byte >> bit) & 1);
      }
    }
  }
  // Seven standard deviations: a fair bit leaves them once in four hundred thousand million.
  const far = 3.5 * Math.sqrt(rounds);
  for (const count of ones) assert(Math.abs(count - rounds / 2) < far, String(count));
});

Deno.test("T12: pages name sessions and invitations by at least 128 bits, never by a number that counts up", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  for (const correo of ["una@equipo.example", "dos@equipo.example"]) {
    await browser.post("/equipo", { csrf, accion: "invitar", correo, rol: "consulta" });
  }
  const account = await (await browser.get("/cuenta")).text();
  const team = await (await browser.get("/equipo")).text();
  const sessions = valuesOf(account, "sesion");
  const invitations = valuesOf(team, "invitacion");
  assertEquals([new Set(sessions).size > 0, new Set(invitations).size], [true, 2]);
  for (const handle of sessions) assertMatch(handle, /^[0-9a-f]{32}$/);
  for (const handle of invitations) assertMatch(handle, /^[\w-]{32}$/);
});

Deno.test("T12: a member's number opens nothing of another provider, whichever is tried", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const other = await createMember(portal.services, "otra@hospital-b.example", [[
    "900555444",
    "consulta",
  ]]);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  const answers = new Set<string>();
  for (const persona of [other, 40, 4000, 999_999_999_999_999]) {
    for (const accion of ["rol", "retirar"]) {
      const form = { csrf, accion, persona: String(persona), rol: "administrador" };
      const answer = await browser.post("/equipo", form);
      answers.add(`${answer.status} ${withoutNoise(await answer.text())}`);
    }
  }
  assertEquals([...answers].map((answer) => answer.slice(0, 3)), ["404"]);
});

Deno.test("T12: whoever tries numbers of vouchers learns of no other provider's, and each try costs one small answer", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const sizes = new Set<number>();
  for (const id of ["B-1", ...Array.from({ length: 200 }, (_, index) => `B-${index + 2}`)]) {
    const answer = await browser.get(`/pagos/${id}?${ALL_MARCH}`);
    assertEquals(answer.status, 404, id);
    sizes.add((await answer.text()).replaceAll(id, "ID").length);
  }
  assertEquals(sizes.size, 1);
  assert(PAGE_SIZE < 100);
});

Deno.test("T12: there are thirty to the power of eight radicados, and only the staff opens one by it", async () => {
  await using portal = await testApp();
  const folios = new Set<string>();
  for (let request = 0; request < 5; request++) {
    folios.add(await askForRegistration(portal, request));
  }
  assertEquals(folios.size, 5);
  for (const folio of folios) {
    assertMatch(folio, /^SR-2026-[2-9A-HJKMNP-TV-Z]{8}$/);
    for (const browser of [portal.browser(), await portal.signIn(A)]) {
      const answer = await browser.get(`/funcionario/solicitudes/${folio}`);
      assert([303, 403].includes(answer.status), `${answer.status}`);
      await answer.body?.cancel();
    }
  }
});

async function askForRegistration({ browser }: TestApp, index: number): Promise<string> {
  const answer = await browser(`10.4.0.${index}`).post("/registro/solicitud", {
    nit: "900777111",
    documento: String(index),
    valor: "1.000,00",
    cedula: "32654987",
    nombre: "Carmen",
    telefono: "605 555 0132",
    correo: "c@lab.example",
  });
  return /SR-2026-\w{8}/.exec(await answer.text())?.[0] ?? "";
}

function valuesOf(html: string, name: string): string[] {
  const found = html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, "g"));
  return [...found].map((match) => match[1] ?? "").filter((value) => value !== "");
}
