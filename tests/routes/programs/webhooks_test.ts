import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Webhook } from "standardwebhooks";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { MAX_TESTS_AN_HOUR } from "../../../domain/programs/webhook.ts";
import { newSecretToken, sha256 } from "../../../lib/secret_token.ts";
import { A, aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { B, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { codeOf } from "../../support/uploads.ts";
import { createBackground } from "../../../routes/after_answer.ts";
import { receiver, status } from "../../support/webhooks/receiver.ts";
import { rowsOf } from "../../db/support/contents.ts";

const LIST = "/cuenta/programas/avisos";
const ALL = {
  publicado: "si",
  corregido: "si",
  anulado: "si",
  respondida: "si",
  certificado: "si",
};

/** Adds an address as a person does; answers its page and its secret. */
async function add(browser: TestBrowser, direccion: string, boxes: Record<string, string> = ALL) {
  const form = { csrf: await codeOf(browser, LIST), accion: "crear", direccion, ...boxes };
  const page = await (await browser.post(LIST, form)).text();
  return {
    page: /href="(\/cuenta\/programas\/avisos\/[\w-]{20,})"/.exec(page)?.[1] ?? "",
    secret: /whsec_[\w+/=]+/.exec(page)?.[0] ?? "",
  };
}

/** Presses a button; what it sends has ended, however busy the machine is. */
async function press(
  portal: TestApp,
  browser: TestBrowser,
  page: string,
  accion: string,
  more = {},
) {
  const csrf = await codeOf(browser, page);
  const answer = await browser.post(page, { csrf, accion, ...more });
  await portal.services.background.settled();
  return answer;
}

async function textOf(browser: TestBrowser, page: string): Promise<string> {
  return await (await browser.get(page)).text();
}

const trials = () => testApp([], { allowsLoopback: true });

Deno.test("an administrator adds an address, its secret is shown once, and a test reaches it", async () => {
  await using portal = await trials();
  await using hook = await receiver(status(202));
  const browser = await portal.signInMember("administrador");
  const { page, secret } = await add(browser, hook.url);
  assertMatch(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  for (const shown of [LIST, page]) assert(!(await textOf(browser, shown)).includes("whsec_"));
  const answer = await press(portal, browser, page, "probar");
  assertEquals(answer.headers.get("location"), `${page}?hecho=prueba`);
  const [request] = hook.received;
  const library = new Webhook(secret);
  const at = new Date(Number(request?.headers.get("webhook-timestamp")) * 1000);
  const signature = library.sign(request?.headers.get("webhook-id") ?? "", at, request?.body ?? "");
  assertEquals(request?.headers.get("webhook-signature"), signature);
  const shown = await textOf(browser, page);
  for (const words of ["Prueba", "Recibido", "202"]) assertStringIncludes(shown, words);
  const stored = JSON.stringify(await rowsOf(portal.db, "SELECT * FROM webhooks"));
  assert(!stored.includes(secret.slice(6, 20)), "the secret is sealed");
});

Deno.test("a published voucher is told with what the API calls it, and nothing of a person", async () => {
  await using portal = await trials();
  await using hook = await receiver();
  const browser = await portal.signIn(A);
  await add(browser, hook.url);
  const voucher = aVoucher({ number: "1001", paid: "1234567,50" });
  await load(portal.db, [aFile("comprobantes.csv", VOUCHERS_HEADER, voucher)]);
  await portal.services.tellPrograms();
  assertEquals(JSON.parse(hook.received[0]?.body ?? ""), {
    type: "voucher.posted",
    timestamp: "2026-04-01T15:00:00.000Z",
    data: {
      documentNumber: "1001",
      paidOn: "2026-03-15",
      state: "standing",
      paidAmount: "1234567.50",
    },
  });
});

Deno.test("a message about many vouchers has a cursor from which the API lists them", async () => {
  await using portal = await trials();
  await using hook = await receiver();
  const browser = await portal.signIn(A);
  const before = aVoucher({ number: "999" });
  await load(portal.db, [aFile("comprobantes.csv", VOUCHERS_HEADER, before)]);
  await add(browser, hook.url);
  const many = Array.from({ length: 30 }, (_, index) => aVoucher({ number: `${2000 + index}` }));
  await load(portal.db, [aFile("comprobantes.csv", VOUCHERS_HEADER, ...many)]);
  await portal.services.tellPrograms();
  assertEquals(hook.received.length, 1);
  const { data } = JSON.parse(hook.received[0]?.body ?? "");
  assertEquals([data.count, Object.keys(data).sort()], [30, ["count", "updatedSince"]]);
  const token = await aReadToken(portal);
  const answer = await portal.app.request(
    `http://localhost:8000/api/v1/vouchers?updatedSince=${data.updatedSince}&perPage=100`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { items } = await answer.json();
  assertEquals(items.map((item: { documentNumber: string }) => item.documentNumber), [
    ...many.map((_, index) => `${2000 + index}`),
  ]);
});

Deno.test("what is wrong stands beside its field, and what was typed stays", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = await codeOf(browser, LIST);
  const wrong = ["http://erp.ips.example/", "https://10.0.0.1/", "https://localhost/", "", "x"];
  for (const direccion of wrong) {
    const answer = await browser.post(LIST, { csrf, accion: "crear", direccion, anulado: "si" });
    assertEquals(answer.status, 422, direccion);
    const page = await answer.text();
    assertStringIncludes(page, 'id="direccion-error"');
    assertStringIncludes(page, `value="${direccion}"`);
    assertMatch(page, /id="anulado"[^>]* checked/);
    assert(!/id="publicado"[^>]* checked/.test(page));
  }
  const none = await browser.post(LIST, {
    csrf,
    accion: "crear",
    direccion: "https://erp.ips.example/",
  });
  assertEquals(none.status, 422);
  assertStringIncludes(await none.text(), 'id="publicado-error"');
  assertEquals(await rowsOf(portal.db, "SELECT * FROM webhooks"), []);
});

Deno.test("a provider has three addresses at most, also when two people add at once", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  for (const number of [1, 2]) await add(browser, `https://erp.ips.example/${number}`);
  const csrf = await codeOf(browser, LIST);
  const answers = await Promise.all([3, 4].map((number) => {
    const direccion = `https://erp.ips.example/${number}`;
    return browser.post(LIST, { csrf, accion: "crear", direccion, ...ALL });
  }));
  assertEquals(answers.map(({ status }) => status).sort(), [200, 422]);
  for (const answer of answers) await answer.body?.cancel();
  assertStringIncludes(await textOf(browser, LIST), "Son 3 direcciones");
  await portal.services.background.settled();
});

Deno.test("an address is changed, switched off and on, and removed, each with its event", async () => {
  await using portal = await trials();
  await using hook = await receiver();
  const browser = await portal.signIn(A);
  const { page, secret } = await add(browser, hook.url);
  const renewed = await (await press(portal, browser, page, "renovar")).text();
  const next = /whsec_[\w+/=]+/.exec(renewed)?.[0];
  assert(next !== undefined && next !== secret);
  assertStringIncludes(renewed, "El secreto anterior firma también hasta");
  const change = { direccion: `${hook.url}2`, anulado: "si" };
  assertEquals((await press(portal, browser, page, "guardar", change)).status, 303);
  assertStringIncludes(await textOf(browser, page), `${hook.url}2`);
  assertEquals((await press(portal, browser, page, "apagar")).status, 303);
  const off = await textOf(browser, page);
  assertStringIncludes(off, "la apagó alguien de su equipo");
  assertEquals(
    (await press(portal, browser, page, "probar")).headers.get("location"),
    `${page}?hecho=igual`,
  );
  assertEquals((await press(portal, browser, page, "encender")).status, 303);
  assertEquals((await press(portal, browser, page, "eliminar")).status, 303);
  assertEquals((await browser.get(page)).status, 404);
  await portal.services.background.settled();
  const events = await rowsOf(
    portal.db,
    "SELECT name, result, detail FROM audit_events WHERE name LIKE 'webhook%' ORDER BY id",
  );
  const host = new URL(hook.url).host;
  assertEquals(events.map(({ name, result }) => `${name} ${result}`), [
    "webhookCreated ok",
    "webhookSecretRenewed ok",
    "webhookChanged ok",
    "webhookSwitchedOff ok",
    "webhookTested refused",
    "webhookSwitchedOn ok",
    "webhookRemoved ok",
  ]);
  for (const { detail } of events) assertEquals(detail, JSON.stringify({ webhook: host }));
});

Deno.test("a message that was not taken says why, and goes out again by a button", async () => {
  await using portal = await trials();
  let isWell = false;
  await using hook = await receiver((conn, request, count) =>
    status(isWell ? 200 : 500)(conn, request, count)
  );
  const browser = await portal.signIn(A);
  const { page } = await add(browser, hook.url);
  await (await press(portal, browser, page, "probar")).body?.cancel();
  const failed = await textOf(browser, page);
  for (const words of ["En espera", "500", "Intentar otra vez", "No recibe desde el"]) {
    assertStringIncludes(failed, words);
  }
  const aviso = /name="aviso" value="([^"]+)"/.exec(failed)?.[1] ?? "";
  isWell = true;
  const again = await press(portal, browser, page, "reintentar", { aviso });
  assertEquals(again.headers.get("location"), `${page}?hecho=reintento`);
  assertStringIncludes(await textOf(browser, page), "Recibido");
  const twice = await press(portal, browser, page, "reintentar", { aviso });
  assertEquals(twice.headers.get("location"), `${page}?hecho=igual`);
  const refused = await (await browser.get(`${page}?hecho=igual`)).text();
  assertStringIncludes(refused, 'class="notice notice-warn" role="status"');
  assertEquals(hook.received.length, 2);
  await portal.services.background.settled();
});

Deno.test("a test that is on its way is not called refused because its sending broke", async () => {
  const background = createBackground(() => {});
  await using portal = await testApp([], { allowsLoopback: true }, { background });
  const browser = await portal.signIn(A);
  const { page } = await add(browser, "http://127.0.0.1:1/");
  const csrf = await codeOf(browser, page);
  portal.services.tellPrograms = () => Promise.reject(new Error("the database is gone"));
  const answer = await browser.post(page, { csrf, accion: "probar" });
  assertEquals(answer.headers.get("location"), `${page}?hecho=prueba`);
  await portal.services.background.settled();
});

Deno.test("no more than some tests go to an address within an hour", async () => {
  await using portal = await trials();
  const browser = await portal.signIn(A);
  const { page } = await add(browser, "http://127.0.0.1:1/");
  const outcomes: (string | null)[] = [];
  for (let count = 0; count <= MAX_TESTS_AN_HOUR; count++) {
    const csrf = await codeOf(browser, page);
    const answer = await browser.post(page, { csrf, accion: "probar" });
    outcomes.push(answer.headers.get("location"));
  }
  await portal.services.background.settled();
  assertEquals(new Set(outcomes.slice(0, -1)), new Set([`${page}?hecho=prueba`]));
  assertEquals(outcomes.at(-1), `${page}?hecho=igual`);
  portal.clock.nowMs += 60 * 60 * 1000;
  const later = await press(portal, await portal.signIn(A), page, "probar");
  assertEquals(later.headers.get("location"), `${page}?hecho=prueba`);
});

Deno.test("whoever chooses where news of payments go is told by mail", async () => {
  await using portal = await trials();
  const browser = await portal.signIn(A);
  const { page } = await add(browser, "https://erp.ips.example/secreto");
  const other = { direccion: "https://otra.example/", ...ALL };
  await press(portal, browser, page, "guardar", other);
  await press(portal, browser, page, "guardar", { ...other, anulado: "" });
  await portal.services.background.settled();
  const texts = portal.mails.map(({ text }) => text);
  assertEquals(texts.length, 2);
  assertStringIncludes(texts[0] ?? "", "salgan a erp.ips.example.");
  assertStringIncludes(texts[1] ?? "", "salgan a otra.example.");
  assert(!texts.some((text) => text.includes("secreto")));
});

Deno.test("J12: whatever a receiver answers, its words are neither stored nor shown", async () => {
  await using portal = await trials();
  await using hook = await receiver(async (conn) => {
    const body = "<script>alert(1)</script>";
    const head =
      `HTTP/1.1 500 <b>Evil</b>\r\nx-evil: <i>\r\ncontent-length: ${body.length}\r\n\r\n`;
    await conn.write(new TextEncoder().encode(head + body));
  });
  const browser = await portal.signIn(A);
  const { page } = await add(browser, hook.url);
  await (await press(portal, browser, page, "probar")).body?.cancel();
  const shown = await textOf(browser, page);
  assert(!/Evil|alert\(1\)|<i>/.test(shown));
  const rows = JSON.stringify(await rowsOf(portal.db, "SELECT * FROM webhook_deliveries"));
  assert(!/Evil|alert/.test(rows));
});

Deno.test("another provider's address is not there, and only who looks after the team sees one's own", async () => {
  await using portal = await trials();
  const browser = await portal.signIn(A);
  const { page } = await add(browser, "https://erp.ips.example/");
  const other = await portal.signIn(B);
  assertEquals((await other.get(page)).status, 404);
  const csrf = await codeOf(other, LIST);
  for (
    const accion of ["guardar", "probar", "renovar", "apagar", "encender", "eliminar", "reintentar"]
  ) {
    const form = { csrf, accion, direccion: "https://otra.example/", ...ALL };
    assertEquals((await other.post(page, form)).status, 404, accion);
  }
  for (const role of ["contador", "consulta"] as const) {
    const member = await portal.signInMember(role);
    for (const address of [LIST, page]) {
      assertEquals((await member.get(address)).status, 403, `${role} ${address}`);
    }
  }
  const [row] = await rowsOf(portal.db, "SELECT url, switched_off_at FROM webhooks");
  assertEquals(row, { url: "https://erp.ips.example/", switched_off_at: null });
  await portal.services.background.settled();
});

async function aReadToken({ db }: TestApp): Promise<string> {
  const token = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(db, { ...kept, tokenSha256: sha256(token) });
  return token;
}
