import { saveTerms } from "../../../db/certificates/terms.ts";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { pendingMedicines } from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { csrfOf, type TestApp, testApp, type TestBrowser } from "../app.ts";
import { DRAFT } from "../appointments/every.ts";
import { fillAddress, fillPortal } from "../every_address.ts";
import {
  A,
  aFile,
  aVoucher,
  B,
  SETTLEMENTS_HEADER,
  somePlaces,
  VOUCHERS_HEADER,
} from "../files.ts";
import { aPendingMedicine } from "../medicines/lines.ts";
import { aWithheldLine, someTerms, WITHHELD_HEADER } from "../papers/withholding.ts";
import { ALL_MARCH, aPartialLine, somePayments } from "../payments.ts";
import { bringList, CHOICES } from "../reconciliation/lists.ts";

/** A route's page in each state that the help speaks of, as whoever the help is for sees it. */
export type Screens = { of: (route: string) => Promise<string[]> };

const PHRASE = "mi burro sabe más que yo";
const TOKEN = `zs_${"h".repeat(32)}`;
/** Valor Factura, IVA, Retefuente, ReteICA and ReteIVA. */
const WITHHELD: [string, ...string[]] = ["9,00", "1,00", "0,20", "0,10", "0,10"];
const LIST = "Factura\tSaldo\nFEV-000001\t1.000,50\nNO-1\t5,00";

/** What an address needs behind it, so that the page shows all that it can. */
const QUERIES: Record<string, string[]> = {
  "/activar": [],
  "/pagos": [ALL_MARCH],
  "/pagos/:documentNumber": [ALL_MARCH, `${ALL_MARCH}&columnas=20`],
  "/certificados": ["anio=2025"],
  "/consultas/nueva": ["comprobante=1003"],
  "/afiliados/atencion/pqrs/nueva": ["tipo=queja"],
};
/** Further records at one address: that whose figures differ, and that without invoices. */
const FURTHER: Record<string, string[]> = {
  "/pagos/:documentNumber": [`/pagos/1004?${ALL_MARCH}`, `/pagos/GD%2F7%20%C3%A1?${ALL_MARCH}`],
};

/** A portal that has something to show on every screen, and everybody whom the help is for. */
export async function screensOf(portal: TestApp): Promise<Screens> {
  const provider = await portal.signIn(A);
  const affiliate = await portal.signInAffiliate({ state: "AC" });
  const attached = await fillPortal(portal);
  await fillScreens(portal, provider);
  const visitor = portal.browser();
  const after: Record<string, () => Promise<string[]>> = {
    "/registro": () => registering(portal.browser()),
    "/afiliados/registro": () => registering(portal.browser(), AFFILIATE_STEPS),
    "/activar": async () => [await registered(portal)],
    "/cruce": () => cruce(provider),
    "/afiliados/citas/nueva/:borrador/datos": async () => [await holding(affiliate)],
  };
  const known = new Map<string, string[]>();
  const read = async (route: string) => {
    const browser = isPrivate(route) ? (isAffiliates(route) ? affiliate : provider) : visitor;
    const asked = (QUERIES[route] ?? [undefined]).map((query) =>
      fillAddress(route, query, attached)
    );
    const pages = [];
    for (const address of [...asked, ...(FURTHER[route] ?? [])]) {
      const answer = await browser.get(address);
      const html = await answer.text();
      if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
      pages.push(html);
    }
    return [...pages, ...(await after[route]?.() ?? [])];
  };
  return {
    of: async (route) => {
      const pages = known.get(route) ?? await read(route);
      known.set(route, pages);
      return pages;
    },
  };
}

/** Payments and places for `screensOf`; one voucher has a difference, one withholdings of last year. */
export async function portalWithScreens(): Promise<TestApp> {
  const odd = aVoucher({ number: "1004", paidOn: "16/03/2026", paid: "10,00" });
  const old = aVoucher({ number: "900", paidOn: "28/02/2025" });
  const partial = aVoucher({ number: "901", paidOn: "28/02/2025" });
  return await testApp([
    ...somePayments(),
    ...somePlaces(),
    aFile("otros.csv", VOUCHERS_HEADER, odd, old, partial),
    aFile("saldos.csv", SETTLEMENTS_HEADER, aPartialLine("901", "FEV-7", "900,00")),
    aFile(
      "otras_facturas.csv",
      WITHHELD_HEADER,
      aWithheldLine("1004", "FEV-9", WITHHELD),
      aWithheldLine("900", "FEV-8", WITHHELD),
    ),
  ]);
}

/** A colleague, a token, a voucher that was worked on and a medicine that is late. */
async function fillScreens(portal: TestApp, provider: TestBrowser): Promise<void> {
  await portal.signInMember("contador");
  const token = { nit: A, name: "contabilidad", tokenSha256: sha256(TOKEN) };
  await createApiToken(portal.db, { ...token, createdAt: 0, expiresOn: null });
  await saveTerms(portal.db, 2025, someTerms());
  await portal.db.insert(pendingMedicines).values(anOverdueMedicine());
  const html = await (await provider.get(`/pagos/1001?${ALL_MARCH}`)).text();
  const mark = { csrf: csrfOf(html), visto: "0", accion: "marcar" };
  await provider.post(`/pagos/1001/trabajado?${ALL_MARCH}`, mark);
}

/** Long past its 48 hours. */
function anOverdueMedicine() {
  const pendingSince = Date.parse("2026-03-01T14:00:00Z");
  return aPendingMedicine({ handle: "0".repeat(32), formulaNumber: "F-78", pendingSince });
}

function isAffiliates(route: string): boolean {
  return route.startsWith("/afiliados/");
}

/** What a visitor is led away from. */
function isPrivate(route: string): boolean {
  return !PUBLIC.some((address) => route === address || route.startsWith(`${address}/`));
}

const PUBLIC = [
  "/zona-ser",
  "/registro",
  "/clave",
  "/activar",
  "/verificar",
  "/afiliados/registro",
  "/afiliados/consulta",
  "/afiliados/atencion",
  "/afiliados/puntos-de-entrega",
  "/afiliados/afiliarse",
];

const PROVIDER_STEPS = {
  address: "/registro",
  steps: [{ paso: "nit", nit: B }, { paso: "cedula", cedula: "731234561" }],
};
const AFFILIATE_STEPS = {
  address: "/afiliados/registro",
  steps: [
    { paso: "datos", tipoDocumento: "CC", documento: "9990000101", nacimiento: "05/03/1962" },
  ],
};

/** The page after each step of a registration. */
async function registering(
  browser: TestBrowser,
  { address, steps } = PROVIDER_STEPS as Steps,
): Promise<string[]> {
  const pages = [];
  for (const step of steps) {
    await (await browser.post(address, step)).body?.cancel();
    pages.push(await (await browser.get(address)).text());
  }
  return pages;
}

type Steps = { address: string; steps: Record<string, string>[] };

/** The page that the link of a registration opens. */
async function registered(portal: TestApp): Promise<string> {
  const browser = portal.browser();
  await registering(browser);
  const phrase = { contrasena: PHRASE, confirmacion: PHRASE };
  await browser.post("/registro", { paso: "cuenta", politicas: "si", ...phrase });
  await portal.services.background.settled();
  const link = portal.mails.flatMap(({ text }) => /\/activar\?\S+/.exec(text ?? "") ?? []).at(-1);
  return await (await browser.get(link ?? "")).text();
}

/** The last step of an appointment, after the nearest hour was taken. */
async function holding(browser: TestBrowser): Promise<string> {
  const address = `/afiliados/citas/nueva/${DRAFT}`;
  const html = await (await browser.get(`${address}/hora`)).text();
  const [, hora = ""] = /name="hora" value="(\d+)"/.exec(html) ?? [];
  await browser.post(`${address}/hora`, { csrf: csrfOf(html), hora });
  return await (await browser.get(`${address}/datos`)).text();
}

/** The form of the list, the list as it was read, and the result. */
async function cruce(browser: TestBrowser): Promise<string[]> {
  const address = await bringList(browser, LIST);
  const pages = ["/cruce", address, `${address}?${CHOICES}`];
  return await Promise.all(pages.map(async (page) => await (await browser.get(page)).text()));
}

/**
 * Whether a name stands on a page, alone or before a count or an amount: as a text of its own, not as
 * a part of a sentence.
 */
export function hasName(html: string, name: string): boolean {
  return namesOn(html).some((text) =>
    text === name || (text.startsWith(name) && /^ (?:· |-?\$)/.test(text.slice(name.length)))
  );
}

function namesOn(html: string): string[] {
  const labels = [...html.matchAll(/ aria-label="([^"]*)"/g)].map(([, label = ""]) => label);
  return [...html.replaceAll(/<(script|style)\b.*?<\/\1>/gs, "").split(/<[^>]*>/), ...labels]
    .map((text) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&"))
    .map((text) => text.replaceAll(/\s+/g, " ").trim());
}
