import { assert, assertEquals } from "@std/assert";
import { findContacts } from "../../../db/notices/contacts.ts";
import { unsubscribeUrl } from "../../../db/notices/refusals.ts";
import { csrfOf, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { eventsOf } from "../../support/staff.ts";

const MAILBOX = "pagos@clinica-a.example";

function linkOf({ services }: TestApp, providerId = 1, address = MAILBOX): string {
  const { baseUrl, sessionSecrets: secrets } = services.settings;
  return unsubscribeUrl({ baseUrl, secrets }, providerId, address).slice(ORIGIN.length);
}

async function refusals({ db }: TestApp) {
  return (await findContacts(db, 1))?.refusals;
}

/** What a mail program posts by itself: no cookie, no Origin. */
function oneClick({ app }: TestApp, path: string) {
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  return app.request(ORIGIN + path, { method: "POST", body });
}

Deno.test("opening the link of a notice changes nothing; its button ends the notices, another one takes that back", async () => {
  await using portal = await testApp();
  const link = linkOf(portal);
  const browser = portal.browser();
  const page = await browser.get(link);
  assertEquals([page.status, await refusals(portal)], [200, []]);
  await portal.app.request(ORIGIN + link, { method: "HEAD" });
  assertEquals(await refusals(portal), []);
  const ended = await browser.post(link, { accion: "baja" });
  assert((await ended.text()).includes("Volver a recibir avisos"));
  assertEquals(await refusals(portal), [MAILBOX]);
  await browser.post(link, { accion: "volver" });
  assertEquals(await refusals(portal), []);
  assertEquals((await eventsOf(portal, "noticesEnded"))[0]?.providerId, 1);
});

Deno.test("a mail program ends the notices by a post without Origin and cookie, and may repeat it (RFC 8058)", async () => {
  await using portal = await testApp();
  const link = linkOf(portal);
  for (const _ of [1, 2]) assertEquals((await oneClick(portal, link)).status, 200);
  assertEquals(await refusals(portal), [MAILBOX]);
  const body = new FormData();
  body.set("List-Unsubscribe", "One-Click");
  const other = await portal.app.request(ORIGIN + link, { method: "POST", body });
  assertEquals(other.status, 200);
});

Deno.test("a token that is not ours gets the very same answers and changes nothing", async () => {
  await using portal = await testApp();
  const link = linkOf(portal);
  const foreign = [
    link.slice(0, -1) + (link.endsWith("0") ? "1" : "0"),
    (linkOf(portal, 2)).replace("?2.", "?1."),
    "/avisos/baja?",
    "/avisos/baja?999999.abc",
    "/avisos/baja?1.%00",
  ];
  const browser = portal.browser();
  const plain = (text: string) => text.replace(/action="[^"]*"|nonce="[^"]*"/g, "");
  const read = async (answer: Response) => [answer.status, plain(await answer.text())];
  const answers = async (path: string) => [
    await read(await browser.get(path)),
    await read(await browser.post(path, { accion: "baja" })),
    await read(await browser.post(path, { accion: "volver" })),
  ];
  const own = await answers(link);
  for (const path of foreign) assertEquals(await answers(path), own, path);
  for (const path of foreign) await oneClick(portal, path);
  assertEquals(await refusals(portal), []);
});

Deno.test("C1: only this address takes posts from elsewhere, and only what it is for", async () => {
  await using portal = await testApp();
  const link = linkOf(portal);
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  for (const path of ["/avisos", "/avisos/baja/x", "/avisos/bajas", "/cuenta/avisos"]) {
    const answer = await portal.app.request(ORIGIN + path, { method: "POST", body });
    assertEquals(answer.status, 403, path);
    await answer.body?.cancel();
  }
  assertEquals((await portal.browser().post(link, { nada: "x" })).status, 422);
  assertEquals((await portal.browser().post(link, { accion: "borrar" })).status, 422);
  const evil = { origin: "https://evil.example" };
  assertEquals((await portal.browser().post(link, { accion: "baja" }, evil)).status, 200);
});

Deno.test("the representative and the administrators choose who gets notices; too many changes cost a wait", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const path = "/cuenta/avisos";
  const html = await (await browser.get(path)).text();
  assert(html.includes("pa…@clinica-a.example") && !html.includes(MAILBOX));
  const form = { accion: "avisos", csrf: csrfOf(html), correo1: "uno@a.example", pagos1: "si" };
  for (let count = 0; count < 6; count++) {
    const answer = await browser.post(path, { ...form, correo2: `otro${count}@a.example` });
    assertEquals(answer.headers.get("location"), `${path}?hecho=guardado`);
  }
  const late = await browser.post(path, form);
  assertEquals([late.status, late.headers.has("retry-after")], [429, true]);
  assert((await late.text()).includes("uno@a.example"));
  const contacts = (await findContacts(portal.db, 1))?.contacts.map(({ address }) => address);
  assertEquals(contacts, ["uno@a.example", "otro5@a.example"]);
});

Deno.test("R12, T6: addresses of several lines are refused, and fields that the form does not have are ignored", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const path = "/cuenta/avisos";
  const csrf = csrfOf(await (await browser.get(path)).text());
  const form = {
    accion: "avisos",
    csrf,
    pagos1: "si",
    correo6: "seis@a.example",
    nit: "2",
    id: "2",
  };
  for (const correo1 of ["a@b.example\r\nBcc: c@d.example", "a@b.example;c@d.example"]) {
    assertEquals((await browser.post(path, { ...form, correo1 })).status, 422, correo1);
  }
  const same = { correo1: "a@b.example", correo2: "A@B.example" };
  assertEquals((await browser.post(path, { ...form, ...same })).status, 422);
  assertEquals((await browser.post(path, { ...form, correo1: "a@b.example" })).status, 303);
  assertEquals((await findContacts(portal.db, 1))?.contacts.length, 1);
  assertEquals((await findContacts(portal.db, 2))?.contacts, []);
});
