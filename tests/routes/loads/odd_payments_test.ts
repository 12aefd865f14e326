import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findLoad } from "../../../db/loads/history.ts";
import { testApp } from "../../support/app.ts";
import { A, aVoucher, load, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aFile } from "../../support/files.ts";
import { eventsOf } from "../../support/staff.ts";
import {
  codeOf,
  marksOf,
  type NamedText,
  publishAs,
  staffScript,
  uploadAndJudge,
} from "../../support/uploads.ts";

const line = (voucher: string, invoice: string, paid: string) =>
  `${A};${voucher};Factura;${invoice};100,00;100,00;${paid};0,00;0,00;0,00`;

/** A payment of an invoice that voucher 1 pays already, to an account of its own, years back. */
const ODD: NamedText[] = [
  [
    "comprobantes.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "2", paid: "100,00", paidOn: "15/03/2016" }).replace("23045678912", "777"),
  ],
  ["facturas.csv", SETTLEMENTS_HEADER, line("2", "=fev 1", "100,00")],
];

async function portalWithOddLoad() {
  const portal = await testApp([
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "100,00" })),
    aFile("f.csv", SETTLEMENTS_HEADER, line("1", "=FEV-001", "100,00")),
  ]);
  const loader = await portal.signInStaff("tesoreria");
  const address = await uploadAndJudge(portal, loader, ODD);
  return { portal, loader, address };
}

Deno.test("a load's page counts and sums what is odd by kind, each with both vouchers", async () => {
  const { portal, loader, address } = await portalWithOddLoad();
  await using _ = portal;
  const page = await (await loader.get(address)).text();
  assertStringIncludes(page, "1 factura que otro comprobante ya paga, $\u00a0100,00 de más");
  assertStringIncludes(page, "1 pago con fecha futura o de hace más de un año, $\u00a0100,00");
  assertStringIncludes(page, "1 pago a una cuenta que el prestador nunca tuvo, $\u00a0100,00");
  assertMatch(page, /15\/03\/2016, por publicar/);
  assertMatch(page, /15\/03\/2026, publicado/);
  assertStringIncludes(page, "=FEV-001: $\u00a0100,00");
  assertEquals(marksOf(page), {}, "whoever loaded confirms nothing");
});

Deno.test("a second person confirms each kind on purpose; without it nothing is published and nothing typed is lost", async () => {
  const { portal, address } = await portalWithOddLoad();
  await using _ = portal;
  const publisher = await portal.signInStaff("tesoreria");
  const marks = marksOf(await (await publisher.get(address)).text());
  assertEquals(marks, {
    "reviso-dosVeces": "1:10000",
    "reviso-fechas": "1:10000",
    "reviso-cuentas": "1:10000",
  });
  const post = async (further: Record<string, string>) =>
    await publisher.post(address, {
      csrf: await codeOf(publisher, address),
      accion: "publicar",
      total: "100,00",
      ...further,
    });
  const { "reviso-fechas": _left, ...some } = marks;
  for (const wrong of [{}, some, { ...marks, "reviso-fechas": "si" }]) {
    const answer = await post(wrong);
    assertEquals(answer.status, 422, JSON.stringify(wrong));
    const page = await answer.text();
    assertStringIncludes(page, 'value="100,00"');
    assertStringIncludes(page, 'id="reviso-fechas-error"');
    assertEquals(/name="reviso-cuentas"[^>]*checked/.test(page), "reviso-cuentas" in wrong);
  }
  const both = await (await post({ ...some, total: "99,00" })).text();
  assertStringIncludes(both, "Revise 2 datos para publicar");
  assertEquals((await post(marks)).headers.get("location"), address);
  assertStringIncludes(await (await publisher.get(address)).text(), "Publicada el");
});

Deno.test("what another load made odd after the page was opened is shown and must be confirmed again", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const payment = (number: string): NamedText[] => [
    ["c.csv", VOUCHERS_HEADER, aVoucher({ number, paid: "100,00", paidOn: `1${number}/03/2026` })],
    ["f.csv", SETTLEMENTS_HEADER, line(number, "N-1", "100,00")],
  ];
  const first = await uploadAndJudge(portal, loader, payment("1"));
  const second = await uploadAndJudge(portal, loader, payment("2"));
  const csrf = await codeOf(publisher, second);
  assertEquals((await publishAs(publisher, first, "100,00")).status, 303);
  const answer = await publisher.post(second, { csrf, accion: "publicar", total: "100,00" });
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "Revise y confirme: 1 factura que otro comprobante");
  await portal.services.background.settled();
  const page = await (await loader.get(second)).text();
  assertStringIncludes(page, "1 factura que otro comprobante ya paga, $\u00a0100,00 de más");
  assertEquals((await publishAs(publisher, second, "100,00")).status, 303);
});

Deno.test("the odd payments of a load are downloaded with both vouchers, text stays text, and it is logged", async () => {
  const { portal, loader, address } = await portalWithOddLoad();
  await using _ = portal;
  const answer = await loader.get(`${address}/por-revisar.csv`);
  assertEquals(answer.headers.get("content-type"), "text/csv; charset=utf-8");
  const lines = (await answer.text()).trim().split("\r\n");
  assertEquals(lines.length, 4);
  assert(lines.every((one) => one.split(";").length === 18), lines.join("\n"));
  assertMatch(lines[1] ?? "", /^Facturas que otro comprobante ya paga;.*15\/03\/2016;100,00;/);
  assertMatch(lines[1] ?? "", /;"'=fev 1";.*;"'=FEV-001";100,00$/);
  const [event] = await eventsOf(portal, "download");
  const number = (await findLoad(portal.db, address.split("/").at(-1) ?? ""))?.number;
  assertEquals(event?.detail, { what: "oddPayments", load: number });
  const unknown = `/funcionario/cargas/${crypto.randomUUID()}/por-revisar.csv`;
  assertEquals((await loader.get(unknown)).status, 404);
});

Deno.test("a program reads what is odd among the warnings and publishes with the control total alone", async () => {
  await using portal = await testApp();
  await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1" }))]);
  const [loader, publisher] = [await staffScript(portal), await staffScript(portal)];
  const body = new FormData();
  const again = [VOUCHERS_HEADER, aVoucher({ number: "2" })].join("\n");
  body.append("files", new File([again], "c.csv"));
  const report = await (await loader.ask("POST", "/loads", { body })).json();
  const message = "revise 1 pago repetido con otro número, $\u00a01.000,00 en pagos repetidos";
  assertEquals(report.warnings.map((one: { message: string }) => one.message), [message]);
  const publication = { method: "POST", body: JSON.stringify({ controlTotal: "1000.00" }) };
  const answer = await publisher.ask("POST", `/loads/${report.id}/publish`, publication);
  assertEquals(answer.status, 200);
  const { status, warnings } = await answer.json();
  assertEquals([status, warnings.length], ["published", 1]);
});
