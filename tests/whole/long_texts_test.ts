import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createDataRequest } from "../../db/users/data_requests.ts";
import { A, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { anInquiry, FOLIO } from "../support/inquiries.ts";
import { somePayments } from "../support/payments.ts";

const LONG = "una frase que no termina 7, ".repeat(1200).trim();
const OF_PROVIDER = [
  "/cuenta/datos",
  "/consultas/nueva?comprobante=1002",
  "/consultas/nueva?comprobante=1003&tipo=aplicar-saldo",
  `/consultas/${FOLIO}`,
];
const OF_STAFF = [
  "/funcionario/usuarios/1",
  "/funcionario/usuarios/sesiones",
  `/funcionario/prestadores/${A}`,
  `/funcionario/prestadores/${A}/contacto`,
  "/funcionario/datos",
  `/funcionario/consultas/${FOLIO}`,
];

Deno.test("a text over its limit comes back whole, with the error beside its field, in every form", async () => {
  await using portal = await testApp(somePayments());
  const provider = await portal.signIn();
  const staff = await portal.signInStaff("administrador");
  await anInquiry(portal.db);
  await aDataRequest(portal);
  for (const path of OF_PROVIDER) await judgeForms(provider, path);
  for (const path of OF_STAFF) await judgeForms(staff, path);
  const request = await aRegistrationRequest(portal);
  await judgeForms(staff, `/funcionario/solicitudes/${request}`);
});

/** Sends every form of a page that has texts of many lines, once for each of them. */
async function judgeForms(browser: TestBrowser, path: string): Promise<void> {
  const html = await (await browser.get(path)).text();
  const forms = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    .filter(([, , inside = ""]) => inside.includes("<textarea"));
  assert(forms.length > 0, `${path} has no text of many lines`);
  for (const [, action = "", inside = ""] of forms) {
    for (
      const [, id = "", name = ""] of inside.matchAll(/<textarea id="([^"]*)" name="([^"]*)"/g)
    ) {
      assertMatch(
        inside,
        new RegExp(`id="${id}-hint"[^>]*>[^<]*[Hh]asta [\\d.]+`),
        `${path} ${id}`,
      );
      const answer = await send(browser, action, inside, name);
      const text = await answer.text();
      assertEquals(answer.status, 422, `${action} ${name}`);
      assertStringIncludes(text, `id="${id}-error"`, `${action} ${name}`);
      assert(
        /<textarea[^>]*>([^<]*)</g.exec(text.slice(text.indexOf(`<textarea id="${id}"`)))?.[1]
          ?.trim() === LONG,
        `${action} lost what was typed as ${name}`,
      );
    }
  }
}

async function send(browser: TestBrowser, action: string, form: string, name: string) {
  const fields = new FormData();
  for (const [tag] of form.matchAll(/<(?:input|button)[^>]*>/g)) {
    const [, field = ""] = /name="([^"]*)"/.exec(tag) ?? [];
    const [, value = ""] = / value="([^"]*)"/.exec(tag) ?? [];
    if (field !== "" && field !== "archivos" && !fields.has(field)) fields.set(field, value);
  }
  if (name === "pegado") fields.set("tipo", "aplicar-saldo");
  fields.set(name, LONG);
  return await browser.upload(action, fields);
}

async function aDataRequest({ db }: TestApp): Promise<void> {
  const request = { folio: "DP-2026-AAAA2222", kind: "consulta", text: "x", userId: 1 } as const;
  await createDataRequest(db, { ...request, createdAt: 0, dueOn: "2026-05-01" });
}

/** Answers the radicado of a provider that asks to be registered. */
async function aRegistrationRequest(portal: TestApp): Promise<string> {
  const answer = await portal.browser().post("/registro/solicitud", {
    nit: "900777111",
    documento: "1",
    valor: "1.000,00",
    cedula: "32654987",
    nombre: "Carmen Barrios",
    telefono: "605 555 0132",
    correo: "c@lab.example",
  });
  return /SR-2026-\w{8}/.exec(await answer.text())?.[0] ?? "";
}
