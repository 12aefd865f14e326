import { assert, assertEquals } from "@std/assert";
import { ne } from "drizzle-orm";
import { CHAIN_SEALED } from "../../domain/audit/event.ts";
import { auditEvents } from "../../db/schema.ts";
import { A, csrfOf, PASSWORD, type TestApp, testApp } from "../support/app.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

Deno.test("L1: what people do is recorded, once each, with who, from where and how it ended", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  await portal.browser("10.7.7.7").post("/zona-ser", {
    tipo: "prestador",
    usuario: A,
    contrasena: "x",
  });
  await (await browser.get(`/export.csv?${ALL_MARCH}`)).text();
  await browser.post("/zona-ser/salir", { csrf: "no" });
  const csrf = csrfOf(await (await browser.get("/portal")).text());
  await browser.post("/zona-ser/salir", { csrf });
  await portal.services.background.settled();
  const rows = await portal.db.select().from(auditEvents).where(ne(auditEvents.name, CHAIN_SEALED));
  assertEquals(rows.map(({ name, result, source }) => [name, result, source]), [
    ["signIn", "ok", "127.0.0.1"],
    ["signIn", "refused", "10.7.7.7"],
    ["download", "ok", "127.0.0.1"],
    ["denied", "refused", "127.0.0.1"],
    ["signOut", "ok", "127.0.0.1"],
  ]);
  for (const row of rows) assertEquals([row.userId, row.providerId], [1, 1]);
});

Deno.test("L2: neither the audit nor the log holds a password, a token, a cédula or an amount", async () => {
  await using portal = await testApp(somePayments());
  await registerAndReset(portal);
  const browser = await portal.signIn(A);
  await (await browser.get(`/pagos/1002?${ALL_MARCH}`)).text();
  await (await browser.get("/export.xlsx?comprobante=1002")).arrayBuffer();
  await portal.services.background.settled();
  const kept = JSON.stringify([await portal.db.select().from(auditEvents), portal.logged]);
  const links = portal.mails.flatMap(({ text }) => text.match(/[\w-]{32}/g) ?? []);
  assert(links.length > 0);
  const secrets = [PASSWORD, "10678452101", "1067845210", "43000", "43.000", ...links];
  for (const secret of [...secrets, ...browser.cookies.values()]) {
    assert(!kept.includes(secret), secret);
  }
});

Deno.test("J8: a request is one line with its route, whatever the address and the agent hold", async () => {
  await using portal = await testApp();
  const agent = { "user-agent": 'x"}{\u001b[31m' };
  await portal.browser().get("/pagos/%0d%0a%22%7d%7b?q=secreto", agent);
  const [line] = portal.logged;
  assertEquals(portal.logged.length, 1);
  assertEquals(line?.event, "request");
  assert(!JSON.stringify(line).includes("secreto"));
});

async function registerAndReset(portal: TestApp): Promise<void> {
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  const account = { paso: "cuenta", politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
  await browser.post("/registro", account);
  await portal.services.background.settled();
  const link = /\/activar\?[\w-]+/.exec(portal.mails[0]?.text ?? "")?.[0] ?? "";
  await browser.post(link, { contrasena: PASSWORD });
  await browser.post("/clave", { usuario: A });
  await portal.services.background.settled();
}
