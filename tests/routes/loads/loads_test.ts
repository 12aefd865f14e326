import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findLoad } from "../../../db/loads/history.ts";
import { findVouchers } from "../../../db/payments/vouchers.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { A, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../../db/support/contents.ts";
import {
  codeOf,
  formOf,
  LOADS,
  onePayment,
  publishAs,
  uploadAndJudge,
} from "../../support/uploads.ts";

const WHY = "El banco devolvió estos pagos.";
const YEAR = { from: "2026-01-01", to: "2026-12-31" };

async function paidTo(portal: TestApp, nit = A) {
  const provider = await providerOf(portal.db, nit);
  return (await findVouchers(portal.db, provider, YEAR, { page: 1 })).totals;
}

function idOf(address: string): string {
  return address.split("/").at(-1) ?? "";
}

Deno.test("a load is uploaded, judged, published by a second person, and announced", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment());
  assertMatch(address, /^\/funcionario\/cargas\/[0-9a-f-]{36}$/);
  assertEquals((await paidTo(portal)).count, 0, "nobody sees what waits");
  const own = await (await loader.get(address)).text();
  assertStringIncludes(own, "Usted la cargó: debe publicarla otra persona");
  const waiting = await (await publisher.get(LOADS)).text();
  assertStringIncludes(waiting, `href="${address}"`);
  const answer = await publishAs(publisher, address, "1.000,00");
  assertEquals([answer.status, answer.headers.get("location")], [303, address]);
  await portal.services.background.settled();
  assertEquals((await paidTo(portal)).paidAmount, 100_000);
  const done = await (await publisher.get(address)).text();
  assertStringIncludes(done, "Publicada el 01/04/2026");
  assertStringIncludes(done, "1 aviso a 1 prestador: 1 correo enviado de 1.");
  assertEquals(portal.mails.map(({ to }) => to), ["pagos@clinica-a.example"]);
});

Deno.test("U14: who loaded cannot publish; a total that is a centavo off is refused and nothing typed is lost", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment());
  const own = await publishAs(loader, address, "1.000,00");
  assertEquals(own.status, 403);
  assertStringIncludes(
    await own.text(),
    "Quien cargó no puede publicar: debe hacerlo otra persona.",
  );
  for (const total of ["1.000,01", "999,99", "", "mil", "10.000,00"]) {
    const csrf = await codeOf(publisher, address);
    const form = { csrf, accion: "publicar", total, sinAvisos: "si" };
    const answer = await publisher.post(address, form);
    assertEquals(answer.status, 422, total);
    const page = await answer.text();
    assertStringIncludes(page, `value="${total}"`);
    assertStringIncludes(page, 'aria-describedby="total-hint total-error"');
    assertMatch(page, /name="sinAvisos"[^>]*checked/);
  }
  assertEquals((await paidTo(portal)).count, 0);
  assertEquals((await publishAs(publisher, address, "1000")).status, 303);
  assertEquals(
    (await publishAs(publisher, address, "1000")).status,
    303,
    "once more changes nothing",
  );
});

Deno.test("U8: one bad row of ten thousand: nothing is published, the report names it, the audit has a line", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const rows = Array.from({ length: 10_000 }, (_, index) => aVoucher({ number: `M${index}` }));
  rows[7000] = aVoucher({ number: "M7000", paidOn: "31/02/2026", paid: "=1+1" });
  const address = await uploadAndJudge(portal, loader, [["c.csv", VOUCHERS_HEADER, ...rows]]);
  const page = await (await loader.get(address)).text();
  assertStringIncludes(page, "No se guardó nada: corrija 2 celdas y vuelva a cargar");
  assertStringIncludes(page, "Las otras 9.999 filas están bien.");
  assertStringIncludes(page, '<span class="mono cell-name">B7002</span>');
  assertStringIncludes(page, '<span class="mono bad-value">31/02/2026</span>');
  assertEquals((await paidTo(portal)).count, 0);
  const report = await loader.get(`${address}/informe.xlsx`);
  assertMatch(report.headers.get("content-disposition") ?? "", /Informe_de_carga_/);
  assertEquals(new Uint8Array(await report.arrayBuffer()).subarray(0, 2), new Uint8Array([80, 75]));
  await portal.services.background.settled();
  assertEquals(await eventsOf(portal, "load"), [["refused", "2026-0002"]]);
});

async function eventsOf({ db }: TestApp, name: string) {
  const sql = "SELECT result, detail ->> 'load' AS load FROM audit_events WHERE name = ?";
  const { rows } = await db.$client.execute({ sql, args: [name] });
  return rows.map(({ result, load }) => [result, load]);
}

Deno.test("U9: the same files again, renamed, in another order, or overlapping, leave the totals as they are", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const rows = ["1", "2", "3"].map((number) => aVoucher({ number, paid: "500,00" }));
  const address = await uploadAndJudge(portal, loader, [["a.csv", VOUCHERS_HEADER, ...rows]]);
  await publishAs(publisher, address, "1.500,00");
  const before = await paidTo(portal);
  const again: [string, ...string[]][] = [
    ["a.csv", VOUCHERS_HEADER, ...rows],
    ["b.csv", VOUCHERS_HEADER, ...rows],
    ["c.csv", VOUCHERS_HEADER, ...rows.toReversed()],
  ];
  for (const file of again) {
    const page = await (await loader.get(await uploadAndJudge(portal, loader, [file]))).text();
    assertStringIncludes(page, "Todo lo que traen los archivos ya estaba cargado.");
  }
  const more = ["d.csv", VOUCHERS_HEADER, rows[0] ?? "", aVoucher({ number: "4" })] as const;
  const overlapping = await uploadAndJudge(portal, loader, [[...more]]);
  assertEquals(await paidTo(portal), before);
  assertEquals((await publishAs(publisher, overlapping, "1.500,00")).status, 303);
  assertEquals((await paidTo(portal)).paidAmount, before.paidAmount + 100_000);
});

Deno.test("U10: two uploads of the same file at once: one is published, the other is told why not", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const csrf = await codeOf(loader);
  const answers = await Promise.all(
    [1, 2].map(() => loader.upload(LOADS, formOf(csrf, onePayment()))),
  );
  await portal.services.background.settled();
  const addresses = answers.map((answer) => answer.headers.get("location") ?? "");
  await Promise.all(answers.map((answer) => answer.body?.cancel()));
  const published = await Promise.all(
    addresses.map((address) => publishAs(publisher, address, "1.000,00")),
  );
  assertEquals(published.map(({ status }) => status), [303, 303]);
  const loads = await Promise.all(addresses.map((one) => findLoad(portal.db, idOf(one))));
  assertEquals(loads.map((load) => load?.status).sort(), ["published", "refused"]);
  assertEquals((await paidTo(portal)).count, 1);
  const refused = addresses[loads.findIndex((load) => load?.status === "refused")] ?? "";
  const page = await (await publisher.get(refused)).text();
  assertStringIncludes(page, "Otra carga publicó lo mismo mientras tanto");
});

Deno.test("U15: an unknown NIT refuses the load and names the cell; an undo is a load of its own", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const unknown = aVoucher({ nit: "900000001", number: "7" });
  const refused = await uploadAndJudge(portal, loader, [["c.csv", VOUCHERS_HEADER, unknown]]);
  const page = await (await loader.get(refused)).text();
  assertStringIncludes(page, '<span class="mono cell-name">A2</span>');
  const address = await uploadAndJudge(portal, loader, onePayment());
  await publishAs(publisher, address, "1.000,00");
  const form = `${address}/deshacer/confirmar`;
  const csrf = await codeOf(publisher, form);
  const answer = await publisher.post(form, { csrf, motivo: WHY, total: "1.000,00" });
  const undo = answer.headers.get("location") ?? "";
  assertEquals(answer.status, 303);
  assert(undo !== address);
  assertEquals((await paidTo(portal)).count, 0);
  assertStringIncludes(await (await publisher.get(address)).text(), `href="${undo}"`);
  await portal.services.background.settled();
  const number = (await findLoad(portal.db, idOf(address)))?.number;
  assertEquals(await eventsOf(portal, "loadUndone"), [["ok", number]]);
  assertEquals(await eventsOf(portal, "loadPublished"), [["ok", number]]);
});

Deno.test("an undo is refused, with the vouchers, where a later load changed one of them", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const first = await uploadAndJudge(portal, loader, onePayment("9", "1,00"));
  await publishAs(publisher, first, "1,00");
  const second = await uploadAndJudge(portal, loader, onePayment("9", "2,00"));
  const waiting = await (await publisher.get(second)).text();
  assertStringIncludes(waiting, "Comprobantes que cambian");
  assertStringIncludes(waiting, "<del>$\u00a01,00</del>");
  assertStringIncludes(waiting, "<ins>$\u00a02,00</ins>");
  const csrf = await codeOf(publisher, first);
  await publishAs(publisher, second, "2,00");
  const asks = await (await publisher.get(`${first}/deshacer`)).text();
  assertStringIncludes(asks, "No se puede deshacer.");
  const typed = { csrf, motivo: WHY, total: "1,00" };
  const answer = await publisher.post(`${first}/deshacer/confirmar`, typed);
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), `9 (NIT ${A})`);
});

Deno.test("a waiting load is withdrawn, and cannot be published any more", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment());
  const csrf = await codeOf(loader, address);
  assertEquals((await loader.post(address, { csrf, accion: "retirar" })).status, 303);
  const page = await (await loader.get(address)).text();
  assertStringIncludes(page, "La carga fue retirada antes de publicarse.");
  const history = await (await loader.get(`${LOADS}/historial`)).text();
  assertStringIncludes(history, "La carga fue retirada antes de publicarse.");
  assert(!history.includes("por corregir"), "nothing of it is to be corrected");
  const late = await publisher.post(address, {
    csrf: await codeOf(publisher),
    accion: "publicar",
    total: "1.000,00",
  });
  assertEquals(late.status, 409);
  assertStringIncludes(await late.text(), "La carga no espera publicación.");
});

Deno.test("with sin avisos no notice is sent, whoever publishes", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, onePayment(), { sinAvisos: "si" });
  await publishAs(publisher, address, "1.000,00");
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
  assertStringIncludes(await (await loader.get(address)).text(), "Se publicó sin avisos.");
});

Deno.test("the history names who, what and how it ended, 21 a page, for the auditor too", async () => {
  await using portal = await testApp();
  const [loader, auditor] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("auditor"),
  ];
  portal.clock.nowMs += 60_000;
  for (let count = 0; count < 22; count++) await uploadAndJudge(portal, loader, onePayment());
  const first = await (await auditor.get(`${LOADS}/historial`)).text();
  assertStringIncludes(first, "1&ndash;21 de 23 cargas");
  assertStringIncludes(first, "comprobantes.csv, facturas.csv");
  assertStringIncludes(first, "1 comprobante nuevo, 1 factura nueva");
  const second = await (await auditor.get(`${LOADS}/historial?pagina=2`)).text();
  assertStringIncludes(second, "Prueba");
  const address = /href="(\/funcionario\/cargas\/[0-9a-f-]{36})"/.exec(first)?.[1] ?? "";
  const one = await (await auditor.get(address)).text();
  assert(!one.includes('name="total"') && !one.includes("retirar"), "the auditor only reads");
  assertEquals((await auditor.get(`${LOADS}/historial?pagina=9`)).status, 404);
});
