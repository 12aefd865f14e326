/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { PictureName } from "../../../domain/help/writing/pictures.ts";

export type Shot = {
  /** Who looks; a visitor unless told. */
  as?: "provider" | "affiliate";
  /** Leads to the screen from a new page of the portal at `origin`. */
  open: (page: Page, origin: string) => Promise<void>;
  /** What is in the picture: everything from the first of these elements to the last. */
  crop: string[];
  /** Of the window, in CSS pixels: a desk unless told. */
  width?: number;
  /** The picture ends after this many CSS pixels, however long the elements are. */
  maxHeight?: number;
};

const PHONE = 360;
const CARD = 720;
const WIDE = 900;

/** How each picture of the help is made from the demo data. */
export const SHOTS: Record<PictureName, Shot> = {
  "registro": { open: at("/registro"), crop: ["main .card"], width: CARD },
  "zona-ser": { open: at("/zona-ser"), crop: ["main .card:has(form)"], width: CARD },
  "equipo-invitar": {
    as: "provider",
    open: at("/equipo"),
    crop: ["main form.card"],
    width: CARD,
  },
  "pagos-fechas": {
    as: "provider",
    open: at("/pagos"),
    crop: ["main .search-form"],
    width: WIDE,
  },
  "pagos-lista": {
    as: "provider",
    open: at("/pagos"),
    crop: ["main .table-box"],
    maxHeight: 330,
  },
  "descargas": {
    as: "provider",
    open: at("/pagos"),
    crop: ["main .block-head"],
    width: CARD,
  },
  "detalle": {
    as: "provider",
    open: aDetail,
    crop: ["#detalle .block-head", "#detalle .table-box"],
    maxHeight: 420,
  },
  "cuadre": { as: "provider", open: aDetail, crop: ["#detalle .balance"], width: WIDE },
  "factura": {
    as: "provider",
    open: async (page, origin) => {
      await aDetail(page, origin);
      await page.locator("main a[href^='/facturas/']").first().click();
      await page.locator(".waterfall").waitFor();
    },
    crop: [".waterfall"],
    width: WIDE,
    maxHeight: 520,
  },
  "buscar": { as: "provider", open: at("/buscar"), crop: ["main form"], width: CARD },
  "cruce-lista": {
    as: "provider",
    open: at("/cruce"),
    crop: ["main form"],
    width: CARD,
    maxHeight: 300,
  },
  "cruce-grupos": { as: "provider", open: aCruce, crop: ["main section .table-box"], width: WIDE },
  "reportar": {
    as: "provider",
    open: async (page, origin) => {
      await aDetail(page, origin);
      await page.locator("main a[href^='/consultas/nueva']").first().click();
      await page.waitForURL("**/consultas/nueva**");
    },
    crop: ["main form"],
    width: CARD,
    maxHeight: 490,
  },
  "estado-de-cuenta": {
    as: "provider",
    open: at("/estado-de-cuenta"),
    crop: ["main .table-box"],
    maxHeight: 330,
  },
  "certificados": {
    as: "provider",
    open: at("/certificados?anio=2025"),
    crop: ["main .table-box"],
  },
  "afiliados-registro": {
    open: at("/afiliados/registro"),
    crop: ["main .card"],
    width: PHONE,
  },
  "afiliados-entrar": {
    open: async (page, origin) => {
      await page.goto(`${origin}/zona-ser`);
      await page.getByLabel("Tipo Usuario").selectOption("afiliado");
    },
    crop: ["main .card:has(form)"],
    width: PHONE,
  },
  "afiliados-consulta": { open: at("/afiliados/consulta"), crop: ["main form"], width: PHONE },
  "afiliados-certificado": {
    as: "affiliate",
    open: at("/afiliados/certificado"),
    crop: ["main h1", "main button"],
    width: PHONE,
  },
  "afiliados-medicamentos": {
    as: "affiliate",
    open: at("/afiliados/medicamentos"),
    crop: ["main section li"],
    width: PHONE,
  },
  "afiliados-cita": {
    as: "affiliate",
    open: async (page, origin) => {
      await page.goto(`${origin}/afiliados/citas/nueva`);
      await page.getByRole("radio").first().check();
      await page.getByRole("button", { name: "Continuar" }).click();
      await page.waitForURL("**/tipo");
      await page.getByLabel("Medicina general").check();
      await page.getByRole("button", { name: "Continuar" }).click();
      await page.waitForURL("**/hora");
    },
    crop: ["main p.soft", "main form"],
    width: PHONE,
  },
  "afiliarse": {
    open: at("/afiliados/afiliarse"),
    crop: ["main h1", "main form"],
    width: PHONE,
  },
  "pqrs": {
    open: at("/afiliados/atencion/pqrs"),
    crop: ["main h2", "main ul"],
    width: PHONE,
  },
};

function at(path: string): Shot["open"] {
  return async (page, origin) => void await page.goto(origin + path);
}

/** A voucher with invoices that its team has not worked on. */
async function aDetail(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/pagos`);
  const row = page.locator("main tbody tr").filter({ hasText: "Transferencia" })
    .filter({ hasNotText: "Trabajado" });
  await row.getByRole("link", { name: "Ver Detalle" }).first().click();
  await page.locator("#detalle .table-box").waitFor();
}

/** Invoices that were paid, one with another amount, one that nobody knows, and one twice. */
async function aCruce(page: Page, origin: string): Promise<void> {
  await aDetail(page, origin);
  const rows = page.locator("#detalle tbody tr:not(.totals)");
  const numbers = await rows.locator("a[href^='/facturas/']").allTextContents();
  const [first = ""] = numbers;
  const list = [...numbers.slice(0, 8), "FEV-999999", first].map((number) => number.trim());
  await page.goto(`${origin}/cruce`);
  await page.getByLabel("Su lista de facturas").fill(["Factura", ...list].join("\n"));
  await page.getByRole("button", { name: "Leer la lista" }).click();
  await page.getByRole("button", { name: "Cruzar" }).click();
  await page.getByRole("button", { name: "Cruzar de nuevo" }).waitFor();
}
