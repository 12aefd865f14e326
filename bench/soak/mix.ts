import { addDays, type CivilDate, dateInBogota, formatDate } from "../../domain/dates.ts";
import { visit } from "../support/visitor.ts";
import { anyPlace, type Demo, NITS, signIn, type Who } from "./demo.ts";

/** One request of the mix, or a few that belong together; answers what went wrong. */
export type Deed = { name: string; weight: number; do(): Promise<string | undefined> };

const YEARS_OF_DATA_DAYS = 3 * 365;
const LONGEST_RANGE_DAYS = 120;
const DOWNLOAD_DAYS = 90;
const RIGHT = [200, 304];

/** What a person or a program asks for, and how often of `weight`s in all. */
export async function mixOf(demo: Demo): Promise<Deed[]> {
  const api = { authorization: `Bearer ${demo.token}` };
  const { vouchers, invoices } = await sampleOf(demo, api);
  const page = (who: Who) => (weight: number, name: string, path: () => string): Deed => ({
    name,
    weight,
    do: () => ask(demo, name, path(), { cookie: demo.cookies[who] }),
  });
  const script = (weight: number, name: string, path: () => string): Deed => ({
    name,
    weight,
    do: () => ask(demo, name, path(), api),
  });
  const [provider, affiliate, staff] = [page("provider"), page("affiliate"), page("staff")];
  const guest = (weight: number, path: string): Deed => ({
    name: path,
    weight,
    do: () => ask(demo, path, path, {}),
  });
  return [
    provider(40, "lists", () => `/pagos?${typedRange()}`),
    provider(30, "details", () => `/pagos/${oneOf(vouchers)}?${typedRange()}`),
    provider(10, "invoices", () => `/facturas/${oneOf(invoices)}`),
    provider(16, "searches", () => `/buscar?q=${oneOf([...vouchers, ...invoices])}`),
    provider(10, "own pages", () => oneOf(OWN_PAGES)),
    provider(1, "workbooks", () => `/export.xlsx?${typedRange(DOWNLOAD_DAYS)}`),
    provider(1, "CSV", () => `/export.csv?${typedRange(DOWNLOAD_DAYS)}`),
    affiliate(16, "affiliate's pages", () => oneOf(AFFILIATE_PAGES)),
    { name: "certificates", weight: 1, do: () => takeCertificate(demo) },
    staff(12, "staff's pages", () => oneOf(STAFF_PAGES)),
    guest(6, "/"),
    guest(6, "/zona-ser"),
    guest(4, "/afiliados"),
    script(18, "API lists", () => `/api/v1/vouchers?${isoRange()}&perPage=50`),
    script(12, "API lines", () => `/api/v1/vouchers/${oneOf(vouchers)}/settlements`),
    script(10, "API invoices", () => `/api/v1/invoices/${oneOf(invoices)}`),
    { name: "sign-ins", weight: 4, do: () => comeAndGo(demo) },
    { name: "refused sign-ins", weight: 1, do: () => beRefused(demo) },
  ];
}

const OWN_PAGES = ["/portal", "/estado-de-cuenta", "/consultas", "/equipo", "/cuenta"];
const AFFILIATE_PAGES = ["/inicio", "/citas", "/mi-afiliacion", "/familia", "/medicamentos"]
  .map((page) => `/afiliados${page}`);
const STAFF_PAGES = ["", "/prestadores", "/usuarios", "/auditoria", "/correos", "/sistema"]
  .map((page) => `/funcionario${page}`);

/** Voucher and invoice numbers that the API shows. */
async function sampleOf({ port }: Demo, headers: Record<string, string>) {
  const read = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/vouchers${path}`, { headers });
    if (!answer.ok) throw new Error(`/api/v1/vouchers${path} answered ${answer.status}`);
    const { items }: { items: Record<string, string>[] } = await answer.json();
    return items;
  };
  const vouchers = (await read("?perPage=200")).map((one) => one.documentNumber ?? "");
  const lines = await read(`/${vouchers[0]}/settlements?perPage=200`);
  const invoices = lines.map((one) => encodeURIComponent(one.invoiceNumber ?? ""));
  return { vouchers: vouchers.map(encodeURIComponent), invoices };
}

async function ask(
  { port }: Demo,
  name: string,
  path: string,
  headers: Record<string, string>,
): Promise<string | undefined> {
  const origin = `http://127.0.0.1:${port}`;
  const answer = await fetch(origin + path, { headers, redirect: "manual" });
  await answer.arrayBuffer();
  return RIGHT.includes(answer.status) ? undefined : `${name} answered ${answer.status}`;
}

/** An affiliate opens the page of her certificate and takes the PDF. */
async function takeCertificate(demo: Demo): Promise<string | undefined> {
  const page = "/afiliados/certificado";
  const status = await openAndSend(demo, { cookie: demo.cookies.affiliate, page, action: page });
  return status === 200 ? undefined : `the certificate answered ${status}`;
}

/** Somebody signs in, looks at the portal and signs out. */
async function comeAndGo(demo: Demo): Promise<string | undefined> {
  const cookie = await signIn(demo.port, { tipo: "prestador", usuario: oneOf(NITS) });
  const status = await openAndSend(demo, { cookie, page: "/portal", action: "/zona-ser/salir" });
  return status === 303 ? undefined : `the sign-out answered ${status}`;
}

async function openAndSend(
  { port }: Demo,
  { cookie, page, action }: { cookie: string; page: string; action: string },
): Promise<number> {
  const origin = `http://127.0.0.1:${port}`;
  const html = await (await fetch(origin + page, { headers: { cookie } })).text();
  const csrf = /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? "";
  const answer = await fetch(origin + action, {
    method: "POST",
    headers: { origin, cookie },
    body: new URLSearchParams({ csrf }),
    redirect: "manual",
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function beRefused({ port }: Demo): Promise<string | undefined> {
  const visitor = visit(port, { "x-forwarded-for": anyPlace() });
  const usuario = `${below(1e9)}`;
  const form = { tipo: "prestador", usuario, contrasena: "cuatro tigres comen" };
  const answer = await visitor.post("/zona-ser", form);
  await answer.body?.cancel();
  return answer.status === 422 ? undefined : `a wrong password was answered ${answer.status}`;
}

function typedRange(maxDays = LONGEST_RANGE_DAYS): string {
  const [from, to] = anyRange(maxDays).map(formatDate);
  return `desde=${from}&hasta=${to}`;
}

function isoRange(): string {
  const [from, to] = anyRange(LONGEST_RANGE_DAYS);
  return `from=${from}&to=${to}`;
}

function anyRange(maxDays: number): [CivilDate, CivilDate] {
  const from = addDays(dateInBogota(Date.now()), -below(YEARS_OF_DATA_DAYS));
  return [from, addDays(from, below(maxDays))];
}

function oneOf(items: string[]): string {
  return items[below(items.length)] ?? "";
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}
