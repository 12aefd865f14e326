import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { sql } from "drizzle-orm";
import { totpCode } from "../../support/totp.ts";
import { PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { codeOf, LOADS, onePayment, publishAs, uploadAndJudge } from "../../support/uploads.ts";
import { createStaff } from "../../support/people.ts";

const WHY = "El banco devolvió estos pagos.";
const SUM = "1.000,00";

/** A load that one person brought and another published. */
async function withPublished() {
  const portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment());
  await publishAs(publisher, address, SUM);
  const dispose = () => portal[Symbol.asyncDispose]();
  return { portal, loader, publisher, address, [Symbol.asyncDispose]: dispose };
}

async function undo(browser: TestBrowser, address: string, typed = { motivo: WHY, total: SUM }) {
  const csrf = await codeOf(browser);
  return await browser.post(`${address}/deshacer/confirmar`, { csrf, ...typed });
}

async function textOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}

async function eventsOf({ db, services }: TestApp) {
  await services.background.settled();
  const { rows } = await db.$client.execute(
    "SELECT result, detail FROM audit_events WHERE name = 'loadUndone' ORDER BY id",
  );
  return rows.map(({ result, detail }) => [result, JSON.parse(String(detail))]);
}

Deno.test("an undo first says what it takes back: files, sum, providers, and who is told", async () => {
  await using published = await withPublished();
  const { publisher, address } = published;
  const page = await textOf(publisher, `${address}/deshacer`);
  assertStringIncludes(page, "Deshacer la Carga 2026-0002");
  assertStringIncludes(page, "Archivos: comprobantes.csv, facturas.csv.");
  assertStringIncludes(page, "1 comprobante por $\u00a01.000,00 sale de toda consulta y suma.");
  assertStringIncludes(page, "Son pagos de 1 prestador.");
  assertStringIncludes(page, "De la carga se enviaron 1 aviso a 1 prestador.");
  assert(!page.includes('name="total"'), "what is asked is asked on a page of its own");
});

Deno.test("U15: the page that asks for the control total shows no sum; a reason and the total are needed", async () => {
  await using published = await withPublished();
  const { portal, publisher, address } = published;
  const form = await textOf(publisher, `${address}/deshacer/confirmar`);
  assertMatch(form, /name="total"/);
  assert(!form.includes(SUM) && !form.includes("1000"), "the sum stands beside its field");
  for (
    const [motivo, total, field] of [
      ["", SUM, "motivo"],
      ["corto", SUM, "motivo"],
      ["x".repeat(501), SUM, "motivo"],
      [WHY, "", "total"],
      [WHY, "1.000,01", "total"],
      [WHY, "mil", "total"],
    ] as const
  ) {
    const answer = await undo(publisher, address, { motivo, total });
    assertEquals(answer.status, 422, `${motivo} ${total}`);
    const page = await answer.text();
    assertStringIncludes(page, `id="${field}-error"`);
    if (total !== "") assertStringIncludes(page, `value="${total}"`);
    assertStringIncludes(page, motivo);
    assert(total === SUM || !page.includes(SUM), "a wrong total does not tell the right one");
  }
  const events = await eventsOf(portal);
  assertEquals(events.map(([result, { reason }]) => [result, reason]), [[
    "refused",
    "controlTotal",
  ]]);
});

Deno.test("U15: who loaded cannot undo, by another session and with another role in between neither", async () => {
  await using portal = await testApp();
  const { db, services, clock } = portal;
  const publisher = await portal.signInStaff("tesoreria");
  const email = "dos@eps.example";
  const { id, secret } = await createStaff(services, email, "tesoreria");
  const enter = async () => {
    clock.nowMs += 60_000;
    const browser = portal.browser();
    const who = { tipo: "funcionario", usuario: email, contrasena: PASSWORD };
    await browser.post("/zona-ser", who);
    await browser.post("/zona-ser/codigo", { codigo: totpCode(secret, clock.nowMs) });
    return browser;
  };
  const first = await enter();
  const address = await uploadAndJudge(portal, first, onePayment());
  await publishAs(publisher, address, SUM);
  const setRole = (role: string) =>
    db.run(sql`UPDATE users SET staff_role = ${role} WHERE id = ${id}`);
  await setRole("administrador");
  assertEquals((await undo(publisher, address, { motivo: "", total: "" })).status, 422);
  await setRole("tesoreria");
  for (const browser of [first, await enter()]) {
    assertStringIncludes(
      await textOf(browser, `${address}/deshacer`),
      "Usted cargó esos archivos: debe hacerlo otra persona.",
    );
    const answer = await undo(browser, address);
    assertEquals(answer.status, 403);
    await answer.body?.cancel();
  }
  const events = await eventsOf(portal);
  assertEquals(events, Array(2).fill(["refused", { load: "2026-0002", reason: "ownLoad" }]));
});

Deno.test("U15: who undid cannot let the payments be seen again; another person can, with the total", async () => {
  await using published = await withPublished();
  const { portal, loader, publisher, address } = published;
  const back = (await undo(publisher, address)).headers.get("location") ?? "";
  for (const own of [publisher, loader]) {
    const answer = await undo(own, back);
    assertEquals(answer.status, 403);
    await answer.body?.cancel();
  }
  const third = await portal.signInStaff("tesoreria");
  const page = await textOf(third, `${back}/deshacer`);
  assertStringIncludes(page, "Carga 2026-0003 deshizo la Carga 2026-0002.");
  assertStringIncludes(page, "1 comprobante por $\u00a01.000,00 vuelve a verse y a sumar.");
  assertEquals((await undo(third, back, { motivo: WHY, total: "1" })).status, 422);
  const again = await undo(third, back);
  assertEquals(again.status, 303);
  assertStringIncludes(await textOf(third, address), "Publicada");
});

Deno.test("the same form twice leads to the one undo, which is one event; somebody else is told it is done", async () => {
  await using published = await withPublished();
  const { portal, publisher, address } = published;
  const other = await portal.signInStaff("tesoreria");
  const [first, second] = [await undo(publisher, address), await undo(publisher, address)];
  assertEquals([first.status, second.status], [303, 303]);
  assertEquals(first.headers.get("location"), second.headers.get("location"));
  assertEquals((await undo(other, address)).status, 409);
  const events = await eventsOf(portal);
  assertEquals(events, [
    ["ok", { load: "2026-0002" }],
    ["refused", { load: "2026-0002", reason: "notPublished" }],
  ]);
});

Deno.test("the history says of an undo what it did and why", async () => {
  await using published = await withPublished();
  const { publisher, address } = published;
  const back = (await undo(publisher, address, { motivo: "<b>Doble</b> & pago", total: SUM }))
    .headers.get("location") ?? "";
  const did = "1 comprobante por $\u00a01.000,00 sale de toda consulta y suma.";
  for (const path of [`${LOADS}/historial`, back]) {
    const page = await textOf(publisher, path);
    assertStringIncludes(page, did);
    assertStringIncludes(page, "Motivo: &lt;b&gt;Doble&lt;/b&gt; &amp; pago");
  }
  assertStringIncludes(await textOf(publisher, `${LOADS}/historial`), "Deshizo la Carga 2026-0002");
  assertStringIncludes(await textOf(publisher, address), "La deshizo la Carga 2026-0003");
});

Deno.test("an auditor undoes nothing, and a load that is not there is not found", async () => {
  await using published = await withPublished();
  const { portal, publisher, address } = published;
  const auditor = await portal.signInStaff("auditor");
  for (const path of [`${address}/deshacer`, `${address}/deshacer/confirmar`]) {
    assertEquals((await auditor.get(path)).status, 403);
  }
  for (const id of [crypto.randomUUID(), "..%2f", "'%20OR%201=1"]) {
    assertEquals((await publisher.get(`${LOADS}/${id}/deshacer/confirmar`)).status, 404, id);
    assertEquals((await undo(publisher, `${LOADS}/${id}`)).status, 404, id);
  }
});

Deno.test("U14: whoever is asked for a waiting load's control total sees no sum of it", async () => {
  await using portal = await testApp();
  const [loader, publisher, auditor] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("auditor"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment("2001", "98.765,43"));
  const lists = [LOADS, `${LOADS}/historial`];
  for (const path of [address, ...lists]) {
    assert(!(await textOf(publisher, path)).includes("98.765,43"), path);
    assertStringIncludes(await textOf(loader, path), "98.765,43");
    if (path !== LOADS) assertStringIncludes(await textOf(auditor, path), "98.765,43");
  }
  await publishAs(publisher, address, "98.765,43");
  assertStringIncludes(await textOf(publisher, address), "98.765,43");
});
