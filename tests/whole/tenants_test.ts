import { assert, assertEquals } from "@std/assert";
import { eq } from "drizzle-orm";
import { createApiToken } from "../../db/programs/tokens.ts";
import {
  files,
  inquiryMessages,
  medicineRequestFiles,
  medicineRequests,
  pendingMedicines,
} from "../../db/schema.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { sourcesIn } from "../support/sources.ts";
import { A, B, ORIGIN, testApp, type TestBrowser } from "../support/app.ts";
import { aFile, anInquiry, aProposal, FOLIO, sendForm, staffDoes } from "../support/inquiries.ts";
import { aMedicineRequest, aPendingMedicine, HANDLE, REQUEST } from "../support/medicines/lines.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { withoutNoise } from "../support/noise.ts";

const FOREIGN = "B-1";
const FOREIGN_INVOICE = "SECRETA-9";
const MISSING = "NO-HAY";

/** Every address with an identifier, asked with A's right: `id` is B's or nobody's. */
const PAGES: Record<string, (id: string) => string> = {
  "/pagos/:documentNumber": (id) => `/pagos/${id}?${ALL_MARCH}`,
  "/pagos/:documentNumber/cambios": (id) => `/pagos/${id}/cambios?${ALL_MARCH}`,
  "/pagos/:documentNumber/trabajado": (id) => `/pagos/${id}/trabajado?${ALL_MARCH}`,
  "/export.xlsx": (id) => `/export.xlsx?comprobante=${id}`,
  "/export.csv": (id) => `/export.csv?comprobante=${id}`,
  "/facturas/:invoiceNumber": (id) => `/facturas/${id}`,
  "/consultas/nueva": (id) => `/consultas/nueva?comprobante=${id}`,
};
const API: Record<string, (id: string) => string> = {
  "/api/v1/vouchers/:documentNumber": (id) => `/api/v1/vouchers/${id}`,
  "/api/v1/vouchers/:documentNumber/settlements": (id) => `/api/v1/vouchers/${id}/settlements`,
  "/api/v1/invoices/:invoiceNumber": (id) => `/api/v1/invoices/${id}`,
  "/api/v1/invoices/:invoiceNumber/explanation": (id) => `/api/v1/invoices/${id}/explanation`,
  "/api/v1/export.xlsx": (id) => `/api/v1/export.xlsx?comprobante=${id}`,
  "/api/v1/export.csv": (id) => `/api/v1/export.csv?comprobante=${id}`,
};

/** Opened by radicado and document or code, or by its owner: tests/routes/attention/own_test.ts. */
const BY_KEY = [
  "/afiliados/atencion/pqrs/:caso",
  "/afiliados/atencion/pqrs/:caso/adjuntos/:archivo",
];
/** What anybody with a code is told, whoever asks, and the manual, which is about nobody. */
const FOR_ANYBODY = ["/verificar/:code", "/api/v1/public/certificates/:code", "/ayuda/:tema"];
/** Opened by the secret of a draft; the tests of enrolment ask with a foreign one. */
const OF_APPLICANTS = /^\/afiliados\/afiliarse\//;
/** The tests of appointments ask with another affiliate (L11). */
const OF_APPOINTMENTS = /^\/afiliados\/citas\//;
/** Read, downloaded and written with another provider's by tests/routes/reconciliation/actas_test.ts. */
const OF_ACTAS = /^\/conciliaciones\//;
/** Read, downloaded and made an acta of with another's by tests/routes/reconciliation/cruce_kept_test.ts. */
const OF_LISTS = /^\/cruce\//;
/** Read and changed with another provider's by tests/routes/programs/webhooks_test.ts. */
const OF_WEBHOOKS = /^\/cuenta\/programas\/avisos\//;
/** What the staff opens is of the whole EPS; who of them may is the matrix's business. */
const OF_STAFF = /^\/(funcionario|api\/v1\/loads)\//;

/** Addresses of an inquiry, with radicado and file of B's or nobody's; a post is asked for by its form. */
const INQUIRIES: Record<string, (radicado: string, adjunto: string) => string> = {
  "/consultas/:radicado": (radicado) => `/consultas/${radicado}`,
  "/consultas/:radicado/acta": (radicado) => `/consultas/${radicado}/acta`,
  "/consultas/:radicado/adjuntos/:adjunto": (radicado, adjunto) =>
    `/consultas/${radicado}/adjuntos/${adjunto}`,
};

/** Addresses of an affiliate's own records, with what names another's or nobody's. */
const OF_AFFILIATES: Record<string, (named: { handle: string; folio: string }) => string> = {
  "/afiliados/medicamentos/pendientes/:handle/domicilio": ({ handle }) =>
    `/afiliados/medicamentos/pendientes/${handle}/domicilio`,
  "/afiliados/medicamentos/pendientes/:handle/punto": ({ handle }) =>
    `/afiliados/medicamentos/pendientes/${handle}/punto`,
  "/afiliados/medicamentos/solicitudes/:solicitud": ({ folio }) =>
    `/afiliados/medicamentos/solicitudes/${folio}`,
  "/afiliados/medicamentos/solicitudes/:solicitud/formula/:foto": ({ folio }) =>
    `/afiliados/medicamentos/solicitudes/${folio}/formula/${FILE}`,
};
const FILE = "a".repeat(32);

Deno.test("T1, L8: a record of another affiliate and one that does not exist are the same 404", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const browser = await portal.signInAffiliate();
  await db.insert(pendingMedicines).values(aPendingMedicine({ documentNumber: "9990000102" }));
  await db.insert(medicineRequests).values(aMedicineRequest({ affiliateId: 2 }));
  await db.insert(files).values({ id: FILE, name: "formula.pdf", kind: "pdf", size: 1 });
  await db.insert(medicineRequestFiles).values({ folio: REQUEST, fileId: FILE });
  const named = [{ handle: HANDLE, folio: REQUEST }, { handle: MISSING, folio: MISSING }];
  for (const [route, path] of Object.entries(OF_AFFILIATES)) {
    const answers = await Promise.all(named.map(async (one) => {
      const answer = await browser.get(path(one));
      const text = withoutId(withoutId(await answer.text(), one.handle), one.folio);
      return [answer.status, text];
    }));
    assertEquals(answers[0]?.[0], 404, route);
    assertEquals(answers[0], answers[1], route);
  }
});

Deno.test("T1: a voucher of someone else and one that does not exist are the same 404", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  for (const [route, path] of Object.entries(PAGES)) {
    const answers = await Promise.all([FOREIGN, MISSING].map(async (id) => {
      const answer = await browser.get(path(id));
      return [answer.status, withoutId(await answer.text(), id)];
    }));
    assertEquals(answers[0]?.[0], 404, route);
    assertEquals(answers[0], answers[1], route);
  }
});

Deno.test("T1: an inquiry or a file of someone else and one that does not exist are the same 404", async () => {
  await using portal = await testApp(somePayments());
  const { db } = portal;
  const browser = await portal.signIn(A);
  const files = [await aFile(db, "ajeno.pdf"), await aFile(db, "propio.pdf")];
  const [foreignFile = "", ownFile = ""] = files;
  await anInquiry(db, aProposal({ providerId: 2, fileIds: [foreignFile] }));
  const own = await anInquiry(db, { folio: "CO-2026-BBBB2222", fileIds: [ownFile] });
  await staffDoes(db, "accepted");
  const pairs = [[FOLIO, foreignFile], [FOLIO, ownFile], [own, foreignFile], ["CO-1", "x"]];
  for (const [route, path] of Object.entries(INQUIRIES)) {
    const answers = await Promise.all(
      pairs.map(async ([radicado = "", adjunto = ""]) => {
        if (radicado === own && !route.includes("adjunto")) return undefined;
        const answer = await browser.get(path(radicado, adjunto));
        return [answer.status, withoutId(await answer.text(), radicado)];
      }),
    );
    for (const answer of answers.filter((one) => one !== undefined)) {
      assertEquals(answer, answers.at(-1), route);
      assertEquals(answer[0], 404, route);
    }
  }
  const answer = await sendForm(portal, browser, `/consultas/${FOLIO}`, { texto: "Hola" });
  assertEquals(answer.status, 404);
  assertEquals(await db.$count(inquiryMessages, eq(inquiryMessages.step, "message")), 0);
});

Deno.test("T1: the same holds for scripts", async () => {
  await using portal = await testApp(somePayments());
  const headers = { authorization: `Bearer ${await tokenFor(portal, A)}` };
  for (const [route, path] of Object.entries(API)) {
    const foreign = route.includes("invoices") ? FOREIGN_INVOICE : FOREIGN;
    const answers = await Promise.all([foreign, MISSING].map(async (id) => {
      const answer = await portal.app.request(ORIGIN + path(id), { headers });
      return [answer.status, withoutId(await answer.text(), id)];
    }));
    assertEquals(answers[0]?.[0], 404, route);
    assertEquals(answers[0], answers[1], route);
  }
});

Deno.test("T1: every route with an identifier is in these lists", async () => {
  await using portal = await testApp();
  const known = [
    ...Object.keys(PAGES),
    ...Object.keys(API),
    ...Object.keys(INQUIRIES),
    ...Object.keys(OF_AFFILIATES),
    ...FOR_ANYBODY,
    ...BY_KEY,
  ];
  const named = portal.app.routes.filter(({ path, method }) =>
    path.includes(":") && method !== "ALL"
  );
  assert(named.length >= 4);
  for (const { path } of named) {
    const others = [OF_STAFF, OF_APPLICANTS, OF_APPOINTMENTS, OF_ACTAS, OF_LISTS, OF_WEBHOOKS];
    const isOther = others.some((one) => one.test(path));
    assert(known.includes(path) || isOther, path);
  }
});

Deno.test("T2: naming another NIT anywhere changes nothing", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const own = withoutId(await (await browser.get(`/pagos?${ALL_MARCH}`)).text(), "");
  const paths = [`nit=${B}`, `NIT=${B}&provider=${B}`, `nit=${A}&nit=${B}`, `nit=${B}&nit=${A}`];
  for (const extra of paths) {
    const html = await (await browser.get(`/pagos?${ALL_MARCH}&${extra}`)).text();
    assertEquals(withoutId(html, ""), own, extra);
  }
  const headers = { "x-nit": B, "x-provider": B, cookie2: `nit=${B}` };
  const html = await (await browser.get(`/pagos?${ALL_MARCH}`, headers)).text();
  assertEquals(withoutId(html, ""), own);
});

Deno.test("T3: A's pages, totals and files do not change with B's data", async () => {
  const [, settlements] = somePayments();
  assert(settlements);
  await using both = await testApp(somePayments());
  await using alone = await testApp(somePayments().map(withoutB));
  const paths = [
    `/pagos?${ALL_MARCH}`,
    `/pagos/1003?${ALL_MARCH}`,
    "/portal",
    "/buscar?q=SECRETA-9",
  ];
  const csv = [`/export.csv?${ALL_MARCH}`, `/export.csv?${ALL_MARCH}&tabla=comprobantes`];
  const [one, other] = [await both.signIn(A), await alone.signIn(A)];
  for (const path of [...paths, ...csv]) {
    assertEquals(await textOf(one, path), await textOf(other, path), path);
  }
});

Deno.test("T4: no module outside db names a tenant's table", async () => {
  for await (const { path, text } of sourcesIn(["routes", "components", "domain", "lib"])) {
    assert(!/voucherRevisions|voucher_revisions|from "drizzle|\bFROM settlements/.test(text), path);
  }
});

Deno.test("T4: a private page asks for the provider before it asks the database", async () => {
  await using portal = await testApp(somePayments());
  for (
    const path of [
      "/portal",
      "/pagos",
      "/pagos/B-1",
      "/buscar?q=1",
      "/cruce",
      "/estado-de-cuenta",
      "/estado-de-cuenta/saldos",
      "/export.xlsx",
      "/calendario",
    ]
  ) {
    const answer = await portal.browser().get(path);
    assertEquals(answer.status, 303, path);
    await answer.body?.cancel();
  }
});

Deno.test("T9: answers of two providers, asked at once, never mix", async () => {
  await using portal = await testApp(somePayments());
  const [one, other] = [await portal.signIn(A), await portal.signIn(B)];
  const texts = await Promise.all(Array.from({ length: 60 }, async (_, index) => {
    const html = await (await (index % 2 ? one : other).get(`/pagos?${ALL_MARCH}`)).text();
    return { isA: index % 2 === 1, html };
  }));
  for (const { isA, html } of texts) {
    assertEquals(html.includes("Clínica A"), isA);
    assertEquals(html.includes("123.456,78"), !isA);
  }
});

async function tokenFor(portal: Awaited<ReturnType<typeof testApp>>, nit: string): Promise<string> {
  const token = `zs_${"x".repeat(32)}`;
  const kept = {
    nit,
    name: "prueba",
    tokenSha256: sha256(token),
    createdAt: 0,
    expiresOn: null,
  };
  await createApiToken(portal.db, kept);
  return token;
}

async function textOf(browser: TestBrowser, path: string): Promise<string> {
  return withoutId(await (await browser.get(path)).text(), "");
}

/** The same without the id that was asked for. */
function withoutId(text: string, id: string): string {
  return withoutNoise(id === "" ? text : text.replaceAll(id, "ID"));
}

function withoutB(sheet: ReturnType<typeof somePayments>[number]) {
  async function* rows() {
    for await (const some of sheet.rows) yield some.filter(({ cells }) => cells[0] !== B);
  }
  return { ...sheet, rows: rows() };
}
