import { assert, assertEquals, assertMatch } from "@std/assert";
import { HtmlValidate } from "html-validate";
import { createApiToken } from "../../db/programs/tokens.ts";
import { affiliates } from "../../db/schema.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { A, csrfOf, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { somePlaces } from "../support/files.ts";
import { AFILIARSE, ANSWERS, DAUGHTER, readyToSign } from "../support/enrolment/applicant.ts";
import { aSentEnrolment } from "../support/enrolment/rows.ts";
import { fillAddress, fillPortal } from "../support/every_address.ts";
import { FOLIO } from "../support/inquiries.ts";
import { anAffiliate } from "../support/people.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { bringList, CHOICES } from "../support/reconciliation/lists.ts";
import { unstyledFinder } from "../support/styles/unstyled.ts";
import { giveReason, REASON, seeAffiliate } from "../support/staff.ts";

/** What the standard and accessibility ask; how attributes are written is the renderer's business. */
const VALIDATOR = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });

/** Pages in states that their address alone does not bring about. */
const FURTHER = [
  `/pagos?${ALL_MARCH}`,
  "/pagos?desde=31/02/2026&hasta=",
  `/pagos/1002?${ALL_MARCH}&pagina=2`,
  `/pagos/1003?${ALL_MARCH}&columnas=20`,
  `/pagos?${ALL_MARCH}&filtros=si&orden=-valor-pago`,
  `/pagos?${ALL_MARCH}&texto=${"x".repeat(101)}`,
  "/buscar?q=fev+1",
  `/pagos/1003/trabajado?${ALL_MARCH}`,
  `/facturas?${ALL_MARCH}&filtros=si`,
  `/facturas?${ALL_MARCH}&texto=nada`,
  "/facturas/FEV-000001?comprobante=1003&linea=1",
  "/cruce",
  "/conciliaciones",
  "/estado-de-cuenta",
  "/estado-de-cuenta/saldos",
  "/certificados?anio=2026",
  "/buscar?q=%3Cscript%3E",
  "/calendario?campo=desde",
  "/zona-ser?activada=si",
  "/zona-ser?llave=no",
  "/nada",
  "/afiliados/atencion?departamento=13",
  "/afiliados/puntos-de-entrega?departamento=13",
  "/afiliados/atencion/pqrs/nueva?tipo=queja",
  "/afiliados/atencion/pqrs/nueva?tipo=reclamo&nombre=si",
  "/consultas/nueva?comprobante=1003&tipo=aplicar-saldo",
  `/consultas/${FOLIO}`,
  `/consultas/${FOLIO}/acta`,
  "/funcionario/consultas?estado=todas",
  `/funcionario/consultas/${FOLIO}`,
  "/funcionario/consultas?q=nadie",
];

/** Somebody's browser, and the addresses that are hers alone. */
type Person = { browser: TestBrowser; own: string[] };

const PERSONS: Record<string, (portal: TestApp) => Promise<TestBrowser | Person>> = {
  "a visitor": (portal) => Promise.resolve({ browser: portal.browser(), own: ["/api"] }),
  "a representative": async (portal) => {
    const browser = await portal.signIn(A);
    const list = await bringList(browser, "Factura\tSaldo\nFEV-1\t10,00\nNO-1\t1");
    return { browser, own: [list, `${list}?${CHOICES}`] };
  },
  "a reader": (portal) => portal.signInMember("consulta"),
  "an administrator of the staff": (portal) => portal.signInStaff("administrador"),
  "the treasury": (portal) => portal.signInStaff("tesoreria"),
  "an affiliate": (portal) => portal.signInAffiliate(),
  "the staff of affiliations": async (portal) => {
    const { browser, own } = await whoGaveAReason(portal, "afiliaciones");
    await aSentEnrolment(portal.db, { folio: WAITING });
    const page = `/funcionario/afiliaciones/${WAITING}`;
    await giveReason(browser, page);
    return { browser, own: [...own, page] };
  },
  "the staff of attention": (portal) => whoGaveAReason(portal, "atencion"),
  "an applicant": async (portal) => ({
    browser: await readyToSign(portal),
    own: [
      ...Object.keys(ANSWERS),
      ...Object.keys(DAUGHTER).map((key) => `personas/${HANDLE}/${key}`),
    ]
      .map((path) => `${AFILIARSE}/${path}`),
  }),
};

const WAITING = "AF-2026-WAIT2222";
const HANDLE = "p00000000000000aa";

/** Somebody of the staff who said why she looks at an affiliate. */
async function whoGaveAReason(portal: TestApp, role: "afiliaciones" | "atencion"): Promise<Person> {
  const affiliate = anAffiliate();
  await portal.db.insert(affiliates).values(affiliate);
  const browser = await portal.signInStaff(role);
  const record = await seeAffiliate(browser, affiliate.documentNumber, REASON);
  return { browser, own: [record, `${record}/motivo`, `${record}/certificado`] };
}

for (const [name, signIn] of Object.entries(PERSONS)) {
  Deno.test(`P9: every page of ${name} is valid HTML with all its styles, errors beside fields included`, async () => {
    await using portal = await testApp([...somePayments(), ...somePlaces()]);
    const person = await signIn(portal);
    const { browser, own } = "own" in person ? person : { browser: person, own: [] };
    const attached = await fillPortal(portal);
    const unstyled = unstyledFinder();
    const found: string[] = [];
    let pages = 0;
    for await (const { path, html } of pagesOf(portal, browser, attached, own)) {
      pages++;
      found.push(
        ...unstyled(path.slice(path.indexOf("/")), html).map((rule) => `${path} lacks ${rule}`),
      );
      found.push(...namelessTables(html).map((table) => `${path} has ${table} without a name`));
      const report = await VALIDATOR.validateString(html);
      for (const { messages } of report.results) {
        for (const { ruleId, message, selector } of messages) {
          found.push(`${path}: ${ruleId}: ${message} (${selector})`);
        }
      }
    }
    assert(pages > 10, `${pages} pages`);
    assertEquals([...new Set(found)], []);
  });
}

/** Every page by its address, and then, because it may change things, what an empty form answers. */
async function* pagesOf(portal: TestApp, browser: TestBrowser, attached: string, own: string[]) {
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  const addressesOf = (wanted: string) =>
    portal.app.routes.filter(({ method }) => method === wanted)
      .filter(({ path }) => !/^\/(api|health|ready|robots|export)|salir/.test(path))
      .map(({ path }) => fillAddress(path, undefined, attached));
  for (const path of [...addressesOf("GET"), ...FURTHER, ...own]) {
    const html = await (await browser.get(path)).text();
    if (isPage(html)) yield { path: `GET ${path}`, html };
  }
  for (const path of addressesOf("POST")) {
    const html = await (await browser.post(path, { csrf })).text();
    if (isPage(html)) yield { path: `POST ${path}`, html };
  }
}

/** Whoever hears a page chooses one of its tables of amounts by name. */
function namelessTables(html: string): string[] {
  return (html.match(/<table class="money-table[^>]*>(?!<caption)/g) ?? [])
    .filter((table) => !table.includes(" aria-label"));
}

function isPage(html: string): boolean {
  return html.startsWith("<!DOCTYPE html>");
}

Deno.test("P8: every answer has a content type, text with its charset, and JSON is never HTML", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const token = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(token) });
  const authorization = `Bearer ${token}`;
  const paths = portal.app.routes.filter(({ method }) => method === "GET")
    .map(({ path }) => path.replace(/:\w+/, "1001"));
  const queries = ["", `?${ALL_MARCH}`, "?comprobante=1001", "?desde=x&desde=y", "?from=ayer"];
  const files = ["/static/app.css", "/static/htmx.min.js", "/static/icon.svg", "/static/nada"];
  for (const path of [...files, ...paths.flatMap((one) => queries.map((query) => one + query))]) {
    const answer = await browser.get(path, path.startsWith("/api") ? { authorization } : {});
    const type = answer.headers.get("content-type");
    const text = await answer.text();
    const isEmpty = text === "" && type === null && answer.status >= 300;
    if (isEmpty) continue;
    assert(type !== null, path);
    if (/^text\//.test(type)) assertMatch(type, /charset=utf-8/i, path);
    const isJson = path.startsWith("/api/v1/") && !path.includes("export") ||
      path.includes(".json");
    assertEquals(/^application\/(problem\+)?json/.test(type), isJson || isProblem(type), path);
    assertEquals(answer.headers.get("x-content-type-options"), "nosniff", path);
  }
});

Deno.test("P8: an address that answers parts answers a whole page to whoever opens it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  for (
    const path of [
      "/calendario?campo=desde",
      `/pagos?${ALL_MARCH}`,
      `/pagos/1002?${ALL_MARCH}`,
      "/buscar?q=1",
    ]
  ) {
    const part = await (await browser.get(path, { "hx-request": "true" })).text();
    const page = await (await browser.get(path)).text();
    const back = { "hx-request": "true", "hx-history-restore-request": "true" };
    const again = await (await browser.get(path, back)).text();
    assert(!part.includes("<html"), path);
    for (const html of [page, again]) {
      assertMatch(html, /^<!DOCTYPE html><html lang="es-CO">/, path);
      assert(html.includes('<main id="contenido"'), path);
    }
  }
});

function isProblem(type: string): boolean {
  return type.startsWith("application/problem+json");
}
