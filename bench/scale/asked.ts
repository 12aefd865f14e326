import { LAST_PAGE } from "../support/addresses.ts";
import { LONG_VOUCHER } from "../support/payments.ts";
import { dayOfWeek, nitOf, WEEKS } from "./country.ts";

/** Who asks: the provider of the bench, the largest of the country, the treasury, an administrador. */
export type Who = "small" | "largest" | "tesoreria" | "administrador";

/** A page that is measured. Its address differs in each round, so that no kept view stands in. */
export type Page = { who: Who; what: string; address: (round: number) => string; sign: string };

/** What is known of the largest provider: a voucher, an invoice, and up to which week it was paid. */
export type Largest = { voucher: string; invoice: string; weeks: number };

export function pagesOf(largest: Largest): Page[] {
  return [
    ...ofSmall(),
    ...ofLargest(largest),
    ...ofTreasury(largest),
    ...ofAdministrador(),
  ];
}

function ofSmall(): Page[] {
  const list = (round: number) => `/pagos?${range(`2025-03-0${round + 1}`, "2025-03-31")}`;
  const detail = (page: number) => (round: number) =>
    `/pagos/${LONG_VOUCHER}?${range(`2025-01-0${round + 1}`, "2025-12-31")}&pagina=${page}`;
  const search = (round: number) => `/buscar?q=FEVLARGO-${77_000 + round}`;
  const lines = "Detalle de Pagos of 100,000 lines";
  return [
    page("small", "Consulta de Pagos, a month, with totals", list, "Comprobantes de Egreso"),
    page("small", `${lines}, page 1`, detail(1), "<td"),
    page("small", `${lines}, the last page`, detail(LAST_PAGE), "<td"),
    page("small", "Buscar factura", search, LONG_VOUCHER),
    page("small", "first page", () => "/portal", "Módulos Portal"),
  ];
}

function ofLargest({ voucher, invoice, weeks }: Largest): Page[] {
  const of = "of the largest provider";
  const years = (round: number) => range(`2020-01-0${round + 1}`, dayOfWeek(WEEKS));
  const month = (round: number) => range(dayOfWeek(weeks - 4 - round), dayOfWeek(weeks));
  const list = (round: number) => `/pagos?${years(round)}`;
  const detail = (round: number) => `/pagos/${voucher}?${years(round)}&pagina=1`;
  const lines = (round: number) => `/facturas?${month(round)}`;
  const search = (round: number) => `/buscar?q=${earlierThan(invoice, round)}`;
  return [
    page("largest", `Consulta de Pagos ${of}, all its years`, list, "Comprobantes de Egreso"),
    page("largest", `Detalle de Pagos ${of}`, detail, "<td"),
    page("largest", `Facturas pagadas ${of}, a month`, lines, "<td"),
    page("largest", `Buscar factura ${of}`, search, "<td"),
    page("largest", `first page ${of}`, () => "/portal", "Módulos Portal"),
  ];
}

function ofTreasury({ voucher, invoice }: Largest): Page[] {
  const search = "staff: search of all payments by";
  const of = `/funcionario/pagos/${nitOf(1)}`;
  const list = (round: number) => `${of}?${range(`2020-01-0${round + 1}`, "2020-01-31")}`;
  const byNumber = () => `/funcionario/pagos?q=${voucher}`;
  const byInvoice = (round: number) => `/funcionario/pagos?q=${earlierThan(invoice, round)}`;
  const byName = (round: number) => `/funcionario/pagos?q=clinica+${1234 + round}`;
  return [
    page("tesoreria", "staff: first page", () => "/funcionario", "<h1"),
    page("tesoreria", `${search} a voucher's number`, byNumber, voucher),
    page("tesoreria", `${search} an invoice`, byInvoice, "<td"),
    page("tesoreria", `${search} a name`, byName, "Clínica"),
    page("tesoreria", "staff: Consulta de Pagos of the largest provider", list, "<h1"),
    page("tesoreria", "staff: list of loads", () => "/funcionario/cargas", "<h1"),
    page("tesoreria", "staff: SIIFA, what waits", () => "/funcionario/siifa", "<h1"),
  ];
}

function ofAdministrador(): Page[] {
  const providers = (round: number) => `/funcionario/prestadores?q=municipio+${11 + round}`;
  const users = () => "/funcionario/usuarios";
  const search = (round: number) => `/funcionario/usuarios?q=clinica+${1234 + round}`;
  return [
    page("administrador", "staff: list of providers", providers, "<h1"),
    page("administrador", "staff: list of users", users, "<h1"),
    page("administrador", "staff: search of users", search, "<h1"),
    page("administrador", "staff: Auditoría", () => "/funcionario/auditoria", "<h1"),
    page("administrador", "staff: Sistema", () => "/funcionario/sistema", "<h1"),
  ];
}

function page(who: Who, what: string, address: Page["address"], sign: string): Page {
  return { who, what, address, sign };
}

/** The invoice some numbers before the last of the largest provider, which has them all. */
function earlierThan(invoice: string, round: number): string {
  const [prefix = "", number = ""] = invoice.split("-");
  return `${prefix}-${Number(number) - round}`;
}

function range(from: string, to: string): string {
  return `desde=${typed(from)}&hasta=${typed(to)}`;
}

/** A day as a person types it. */
export function typed(day: string): string {
  return day.split("-").reverse().join("/");
}
