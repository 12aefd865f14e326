import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { files, inquiries, inquiryMessages } from "../../../db/schema.ts";
import { A, B, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import {
  aFormId,
  anInquiry,
  aProposal,
  FOLIO,
  PDF,
  sendForm,
  staffDoes,
} from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";

const NEW = "/consultas/nueva";
const REPORT = { comprobante: "1001", tipo: "valor-distinto", texto: "Falta dinero." };
const PROPOSE = { comprobante: "1003", tipo: "aplicar-saldo" };

async function htmlOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}

/** What reports one line; other links name a line too. */
const ONE_LINE = /nueva\?comprobante=1001&amp;linea=\d/g;

Deno.test("Reportar stands beside the detail and on every line of twenty columns, for who may report", async () => {
  await using portal = await testApp(somePayments());
  const detail = "/pagos/1001?desde=10/03/2026&hasta=10/03/2026";
  const accountant = await portal.signInMember("contador");
  const nine = await htmlOf(accountant, detail);
  assertStringIncludes(nine, 'href="/consultas/nueva?comprobante=1001"');
  assertNotMatch(nine, ONE_LINE);
  const twenty = await htmlOf(accountant, `${detail}&columnas=20`);
  assertEquals(twenty.match(ONE_LINE)?.length, 2);
  const reader = await portal.signInMember("consulta");
  assertEquals((await htmlOf(reader, detail)).includes("Reportar"), false);
});

Deno.test("a voucher or a line is reported with a text and files, and gets a radicado and a date", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const form = await htmlOf(browser, `${NEW}?comprobante=1001&linea=2`);
  assertStringIncludes(form, "FEV-000002");
  const files = [new File([PDF], "../soporte á.pdf"), new File(["a;b\r\n1;2"], "relación.csv")];
  const sent = await sendForm(portal, browser, NEW, { ...REPORT, linea: "2" }, files);
  const place = sent.headers.get("location") ?? "";
  assertMatch(place, /^\/consultas\/CO-2026-[0-9A-Z]{8}\?hecho=abierta$/);
  const thread = await htmlOf(browser, place);
  for (
    const text of ["Falta dinero.", "FEV-000002", "soporte á.pdf", "relación.csv", "17/04/2026"]
  ) {
    assertStringIncludes(thread, text);
  }
  const address = /href="(\/consultas\/[^"]+\/adjuntos\/[^"]+)" download[^>]*>soporte/.exec(thread)
    ?.[1];
  const file = await browser.get(address ?? "");
  assertEquals(new Uint8Array(await file.arrayBuffer()), PDF);
  assertEquals(file.headers.get("content-type"), "application/pdf");
  assertEquals(file.headers.get("x-content-type-options"), "nosniff");
  assertMatch(
    file.headers.get("content-disposition") ?? "",
    /^attachment; filename="soporte a\.pdf"/,
  );
});

Deno.test("what is missing is said beside its field, and nothing typed is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const fields = {
    ...PROPOSE,
    factura1: "FEV-9",
    valor1: "mil",
    pegado: "FEV-8",
    texto: "Hola «tú»",
  };
  const photo = new File(["no es una foto"], "foto.png");
  const answer = await sendForm(portal, browser, NEW, fields, [photo]);
  assertEquals(answer.status, 422);
  const html = await answer.text();
  for (const error of ["valor1-error", "pegado-error", "archivos-error"]) {
    assertStringIncludes(html, `id="${error}"`);
  }
  for (
    const typed of ['value="FEV-9"', 'value="mil"', "FEV-8</textarea>", "Hola «tú»</textarea>"]
  ) {
    assertStringIncludes(html.replace(/\s+<\/textarea>/g, "</textarea>"), typed);
  }
  assertStringIncludes(html, "Escójalos de nuevo");
  for (const empty of [{ comprobante: "1001" }, { ...REPORT, texto: " " }]) {
    assertEquals((await sendForm(portal, browser, NEW, empty)).status, 422);
  }
  assertEquals([await portal.db.$count(inquiries), await portal.db.$count(files)], [0, 0]);
});

Deno.test("a proposal is not over the unapplied money, and a voucher without it takes none", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const over = {
    ...PROPOSE,
    factura1: "FEV-9",
    valor1: "60,00",
    factura2: "FEV-8",
    valor2: "40,01",
  };
  assertStringIncludes(
    await (await sendForm(portal, browser, NEW, over)).text(),
    "Las facturas suman $\u00a0100,01 y quedan $\u00a0100,00 por aplicar.",
  );
  const none = { ...over, comprobante: "1001", valor2: "1,00" };
  assertEquals((await sendForm(portal, browser, NEW, none)).status, 422);
  assertEquals((await htmlOf(browser, `${NEW}?comprobante=1001`)).includes("aplicar-saldo"), false);
  const sent = await sendSeen(portal, browser, { ...over, valor2: "40,00" });
  assertEquals(sent.status, 303);
  const html = await htmlOf(browser, sent.headers.get("location") ?? "");
  for (const text of ["Propuesta", "FEV-8", "24/04/2026"]) assertStringIncludes(html, text);
});

Deno.test("odd invoices are named once before a proposal is sent, and again where another invoice is odd", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const lines = "FEV-9\t10,00\nfev 2\t10,00\nSECRETA-9\t10,00";
  const fields = { ...PROPOSE, pegado: lines, texto: "Como hablamos" };
  const answer = await sendForm(portal, browser, NEW, fields, [new File([PDF], "a.pdf")]);
  const html = await answer.text();
  assertEquals(answer.status, 422);
  const told = [...html.matchAll(/<li>([^<]*factura [^<]*)<\/li>/g)].map(([, text]) => text);
  assertEquals(told, [
    "No conocemos la factura FEV-9: ningún pago la nombra. Revise el número.",
    "La factura fev 2 ya está pagada: no le queda saldo en el comprobante 1001.",
    "No conocemos la factura SECRETA-9: ningún pago la nombra. Revise el número.",
  ]);
  for (const kept of ["FEV-9\t10,00", "Como hablamos", "Escójalos de nuevo", "Enviar así"]) {
    assertStringIncludes(html, kept);
  }
  assertEquals([await portal.db.$count(inquiries), await portal.db.$count(files)], [0, 0]);
  const visto = seenOf(html);
  const other = { ...fields, visto, pegado: `${lines}\nFEV-8\t1,00` };
  assertEquals((await sendForm(portal, browser, NEW, other)).status, 422);
  assertEquals((await sendForm(portal, browser, NEW, { ...fields, visto })).status, 303);
  assertEquals(await portal.db.$count(inquiries), 1);
});

/** Sends a proposal, and sends it again where the form came back with warnings. */
async function sendSeen(portal: TestApp, browser: TestBrowser, fields: Record<string, string>) {
  const warned = await (await sendForm(portal, browser, NEW, fields)).text();
  return await sendForm(portal, browser, NEW, { ...fields, visto: seenOf(warned) });
}

function seenOf(html: string): string {
  return /name="visto" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

Deno.test("a form that is sent twice, one after the other or at once, opens one inquiry", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const typed = { ...PROPOSE, factura1: "FEV-9", valor1: "60,00", envio: aFormId() };
  const warned = await (await sendForm(portal, browser, NEW, typed)).text();
  const fields = { ...typed, visto: seenOf(warned) };
  const send = () => sendForm(portal, browser, NEW, fields, [new File([PDF], "a.pdf")]);
  const places = (await Promise.all([send(), send()])).map(({ headers }) =>
    headers.get("location")
  );
  const third = (await send()).headers.get("location");
  assertEquals(new Set([...places, third]).size, 1);
  assertEquals(await portal.db.$count(inquiries), 1);
});

Deno.test("a provider writes, closes and reopens; what is closed takes no message", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  await anInquiry(portal.db);
  const act = async (accion: string, texto = "") => {
    const answer = await sendForm(portal, browser, `/consultas/${FOLIO}`, { accion, texto });
    const html = await htmlOf(browser, `/consultas/${FOLIO}`);
    const [, state] = /badge-\w+"><svg[^>]*>.*?<\/svg> ?(\p{L}+[^<]*)</u.exec(html) ?? [];
    return [answer.status, state];
  };
  assertEquals(await act("mensaje", ""), [422, "Abierta"]);
  assertEquals(await act("mensaje", "Otra cosa"), [303, "Abierta"]);
  assertEquals(await act("cerrar"), [303, "Cerrada"]);
  assertEquals(await act("mensaje", "¿Y?"), [422, "Cerrada"]);
  assertEquals(await act("reabrir", "Falta algo"), [303, "Abierta"]);
  await staffDoes(portal.db, "answered");
  assertEquals(await act("mensaje", "No es así"), [303, "Abierta"]);
  assertEquals(await portal.db.$count(inquiryMessages), 6);
});

Deno.test("the list is filtered by state in its address, and downloaded as CSV by who may download", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  await portal.signIn(B);
  await anInquiry(portal.db, { invoiceNumber: "=1+1" });
  await anInquiry(portal.db, { folio: "CO-2026-BBBB2222", providerId: 2 });
  assertStringIncludes(await htmlOf(browser, "/consultas?estado=abierta"), FOLIO);
  assertEquals((await htmlOf(browser, "/consultas?estado=cerrada")).includes(FOLIO), false);
  for (
    const bad of ["estado=otra", "estado=constructor", "pagina=0", "estado=abierta&estado=cerrada"]
  ) {
    assertEquals((await browser.get(`/consultas?${bad}`)).status, 422, bad);
  }
  assertEquals((await browser.get("/consultas?pagina=2")).status, 404);
  const csv = await htmlOf(browser, "/consultas/lista.csv");
  assertStringIncludes(csv, `${FOLIO};Valor distinto;Abierta;1003;15/03/2026;"'=1+1";`);
  assertEquals(csv.includes("BBBB2222"), false);
  const reader = await portal.signInMember("consulta");
  const html = await htmlOf(reader, `/consultas/${FOLIO}`);
  assertEquals([html.includes("Escribir"), html.includes("lista.csv")], [false, false]);
});

Deno.test("an overdue date is marked for as long as nobody has answered", async () => {
  await using portal = await testApp(somePayments());
  await portal.signIn();
  await anInquiry(portal.db, { dueOn: "2026-04-17" });
  const day = async (date: string) => {
    portal.clock.nowMs = Date.parse(`${date}T15:00:00Z`);
    const again = await portal.signIn();
    return await Promise.all(
      ["/consultas", `/consultas/${FOLIO}`].map(async (path) =>
        /badge-bad[^>]*>.*?Venció el 17\/04\/2026/s.test(await (await again.get(path)).text())
      ),
    );
  };
  assertEquals(await day("2026-04-17"), [false, false]);
  assertEquals(await day("2026-04-18"), [true, true]);
  await staffDoes(portal.db, "answered");
  assertEquals(await day("2026-04-18"), [false, false]);
});

Deno.test("both sides print the same acta, once a proposal is accepted", async () => {
  await using portal = await testApp(somePayments());
  const [browser, staff] = [await portal.signIn(A), await portal.signInStaff("tesoreria")];
  await anInquiry(portal.db, aProposal());
  assertEquals((await browser.get(`/consultas/${FOLIO}/acta`)).status, 404);
  await staffDoes(portal.db, "accepted", { authorId: 2 });
  const actas = [
    await htmlOf(browser, `/consultas/${FOLIO}/acta`),
    await htmlOf(staff, `/funcionario/consultas/${FOLIO}/acta`),
  ];
  const wanted = [
    FOLIO,
    "900.356.158-8",
    "806.008.394-7",
    "FEV-77",
    "$\u00a060,00",
    "01/04/2026",
    "1003",
  ];
  for (const html of actas) for (const text of wanted) assertStringIncludes(html, text);
});
