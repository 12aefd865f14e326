/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { csrfOf } from "../support/app.ts";
import { type Visit, visit } from "../support/browser.ts";
import { A, aFile, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { createMember } from "../support/people.ts";
import type { TestBrowser } from "../support/app.ts";

const HOSTILE = `"><div hx-get=/x hx-trigger=load><script>fetch('/x')</script>{{7*7}}</title>`;
const QUERY = encodeURIComponent(HOSTILE);
const FOLIO = /SR-2026-\w{8}/;

/** Pages with a hostile text, each with whether the reader must see it there. */
const PAGES: [path: string, isShown: boolean][] = [
  ["/portal", true],
  [`/pagos?${ALL_MARCH}`, true],
  [`/pagos/X1?${ALL_MARCH}&columnas=20`, true],
  [`/pagos/${QUERY}?${ALL_MARCH}`, false],
  [`/pagos?desde=${QUERY.slice(0, 40)}&hasta=${QUERY.slice(0, 20)}`, false],
  [`/buscar?q=${encodeURIComponent(HOSTILE.slice(0, 90))}`, false],
  ["/buscar?q=X1", true],
  [`/calendario?campo=desde&elegida=${encodeURIComponent(HOSTILE.slice(0, 20))}`, false],
  ["/equipo", true],
  ["/equipo/actividad", true],
  ["/cuenta", true],
  ["/cuenta/datos", true],
  ["/cuenta/ips", true],
  [`/nada/${QUERY}?${QUERY}`, false],
  [`/zona-ser?next=${QUERY}`, false],
];

Deno.test("P4: hostile names, texts and addresses are text wherever they appear, and ask for nothing", async () => {
  await visit(hostilePayments(), {}, async (visit) => {
    const { page, portal, origin, complaints } = visit;
    await portal.db.$client.execute({
      sql: "UPDATE providers SET legal_name = ? WHERE nit = ?",
      args: [`Clínica ${HOSTILE}`, A],
    });
    const member = await createMember(portal.services, "ana@equipo.example", [[A, "contador"]]);
    await portal.db.$client.execute({
      sql: "UPDATE users SET name = ? WHERE id = ?",
      args: [HOSTILE, member],
    });
    const browser = await portal.signIn(A);
    const csrf = csrfOf(await (await browser.get("/cuenta")).text());
    await browser.post("/cuenta/datos", { csrf, solicitud: "consulta", texto: HOSTILE });
    await wear(visit, browser);
    await judgePages(visit, PAGES);
    await typeHostile(page, `${origin}/zona-ser`, "usuario", "Inicio de Sesión");
    assertEquals(complaints, []);
  });
});

Deno.test("P4: what strangers write to the staff is text for the staff", async () => {
  await visit([], {}, async (visit) => {
    const { portal, complaints } = visit;
    const answer = await portal.browser().post("/registro/solicitud", {
      nit: "900777111",
      documento: HOSTILE,
      valor: "1.000,00",
      cedula: "32654987",
      nombre: HOSTILE,
      telefono: "605 555 0132",
      correo: "c@lab.example",
    });
    const folio = FOLIO.exec(await answer.text())?.[0] ?? "";
    const provider = await portal.signIn(A);
    const csrf = csrfOf(await (await provider.get("/cuenta")).text());
    await provider.post("/cuenta/datos", { csrf, solicitud: "consulta", texto: HOSTILE });
    const staff = await portal.signInStaff("administrador");
    const code = csrfOf(await (await staff.get("/funcionario")).text());
    const page = `/funcionario/solicitudes/${folio}`;
    await wear(visit, staff);
    await judgePages(visit, [[page, true], ["/funcionario/datos", true]]);
    await staff.post(page, { csrf: code, accion: "rechazar", nota: HOSTILE });
    const all: [string, boolean][] = [[page, true], ["/funcionario/solicitudes", false]];
    await judgePages(visit, [...all, ["/funcionario", false]]);
    assertEquals(complaints, []);
  });
});

/** Gives the browser the cookies of one that has signed in. */
async function wear({ page, origin }: Visit, browser: TestBrowser): Promise<void> {
  const cookies = [...browser.cookies].map(([name, value]) => ({ name, value, url: origin }));
  await page.context().addCookies(cookies);
}

async function judgePages({ page, origin }: Visit, pages: [string, boolean][]): Promise<void> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("dialog", (dialog) => void asked.push(`dialog ${dialog.message()}`));
  for (const [path, isShown] of pages) {
    await page.goto(origin + path, { waitUntil: "networkidle" });
    const found = await page.evaluate((hostile) => {
      const fields = [...document.querySelectorAll("input, textarea")].map((field) =>
        Reflect.get(field, "value")
      );
      return {
        injected: document.querySelectorAll("[hx-get='/x'], script:not([src])").length,
        titles: document.querySelectorAll("title").length,
        isShown: [document.body.innerText, ...fields].some((text) => text.includes(hostile)),
      };
    }, HOSTILE.slice(0, 40));
    assertEquals([found.injected, found.titles], [0, 1], path);
    if (isShown) assert(found.isShown, `${path} does not show it`);
  }
  assert(!asked.some((path) => path === "/x" || path.startsWith("dialog")), asked.join(" "));
}

/** Types a hostile value into a form, and sees it again as it was typed. */
async function typeHostile(page: Page, url: string, field: string, button: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(url);
  await page.locator(`#${field}`).fill(HOSTILE);
  await page.getByLabel("Contraseña").fill("una frase cualquiera");
  await page.getByRole("button", { name: button }).click();
  await page.locator(`#${field}-error`).waitFor();
  assertEquals(await page.locator(`#${field}`).inputValue(), HOSTILE);
}

function hostilePayments() {
  const [vouchers, settlements] = somePayments();
  assert(vouchers && settlements);
  const voucher = [A, "15/03/2026", HOSTILE, HOSTILE, HOSTILE, HOSTILE, "X1", "1000,00"];
  const line = [A, "X1", HOSTILE, "X1", "1000,00", "1000,00", "1000,00", "0,00", "0,00", "0,00"];
  return [
    vouchers,
    settlements,
    aFile(
      "más-comprobantes.csv",
      VOUCHERS_HEADER,
      [...voucher, "0,00", "0,00", "Vigente"].join(";"),
    ),
    aFile("más-facturas.csv", SETTLEMENTS_HEADER, line.join(";")),
  ];
}
