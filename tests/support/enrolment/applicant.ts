import { assertEquals } from "@std/assert";
import type { TestApp, TestBrowser } from "../app.ts";
import { PDF } from "../inquiries.ts";

export const AFILIARSE = "/afiliados/afiliarse";
export const EMAIL = "carmen@correo.example";

/** Good answers of somebody who applies for the first time, with no income, by question. */
export const ANSWERS: Record<string, Record<string, string>> = {
  sisben: { tieneGrupo: "si", grupo: "b4" },
  sustento: { sustento: "ninguno" },
  motivo: { motivo: "primera" },
  documento: { tipoDocumento: "CC", documento: "9.990.000.777" },
  nombre: {
    primerNombre: "Carmen",
    segundoNombre: "",
    primerApellido: "Ortiz",
    segundoApellido: "Peña",
  },
  nacimiento: { nacimiento: "05/03/1962", sexo: "F" },
  residencia: {
    departamento: "13",
    municipio: "Cartagena",
    direccion: "Calle 30 # 17-40",
    barrio: "",
    zona: "urbana",
  },
  contacto: { celular: "300 123 4567", otroTelefono: "" },
  condicion: { etnia: "reserva", discapacidad: "F", grado: "P", poblacion: "ninguna" },
  ips: { ips: "S1 · Hospital Local" },
};

/** Good answers about her daughter of nine years. */
export const DAUGHTER: Record<string, Record<string, string>> = {
  parentesco: { parentesco: "hijo" },
  documento: { tipoDocumento: "TI", documento: "1050999111" },
  nombre: {
    primerNombre: "Luna",
    segundoNombre: "Inés",
    primerApellido: "Ortiz",
    segundoApellido: "",
  },
  nacimiento: { nacimiento: "10/01/2017", sexo: "F" },
  condicion: { etnia: "ninguno", discapacidad: "ninguna", grado: "ninguna" },
  ips: { ips: "" },
};

/** A browser that began a draft through the real form. */
export async function beginEnrolment(portal: TestApp, correo = EMAIL): Promise<TestBrowser> {
  const browser = portal.browser();
  await sendTo(browser, AFILIARSE, { correo }, `${AFILIARSE}/seguir`);
  await portal.services.background.settled();
  return browser;
}

/** Answers the questions of these keys through their forms; each must be taken. */
export async function answerAll(
  browser: TestBrowser,
  answers: Record<string, Record<string, string>>,
  base = AFILIARSE,
): Promise<void> {
  for (const [key, typed] of Object.entries(answers)) {
    const answer = await browser.post(`${base}/${key}`, typed);
    await answer.body?.cancel();
    assertEquals(answer.status, 303, key);
  }
}

/** Adds somebody to the list and answers her questions; answers her handle. */
export async function addDaughter(browser: TestBrowser, handle = "p00000000000000aa") {
  await sendTo(
    browser,
    `${AFILIARSE}/personas/agregar`,
    { persona: handle },
    `${AFILIARSE}/personas/${handle}/parentesco`,
  );
  await answerAll(browser, DAUGHTER, `${AFILIARSE}/personas/${handle}`);
  return handle;
}

/** Sends a form that must lead to an address. */
export async function sendTo(
  browser: TestBrowser,
  path: string,
  form: Record<string, string>,
  location: string,
): Promise<void> {
  const answer = await browser.post(path, form);
  await answer.body?.cancel();
  assertEquals([answer.status, answer.headers.get("location")], [303, location], path);
}

/** Sends one paper, as the box of its page does. */
export async function sendPaper(
  browser: TestBrowser,
  path: string,
  files: File[],
  borrador = "",
): Promise<Response> {
  const form = new FormData();
  form.set("borrador", borrador);
  for (const file of files) form.append("archivos", file);
  return await browser.upload(`${AFILIARSE}/documentos/${path}`, form);
}

/** A PDF that is told from others by its content. */
export function aPdf(name = "documento.pdf", content = name): File {
  return new File([PDF, content], name);
}

/** A draft with everything answered and sent but the signature: of the holder and her daughter. */
export async function readyToSign(portal: TestApp): Promise<TestBrowser> {
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  const handle = await addDaughter(browser);
  await answerAll(browser, { personas: { completa: "si" } });
  for (const path of ["titular/1", `${handle}/1`, `${handle}/4`]) {
    const answer = await sendPaper(browser, path, [aPdf(`${path.replace("/", "-")}.pdf`)]);
    await answer.body?.cancel();
    assertEquals(answer.status, 303, path);
  }
  return browser;
}

/** The same, signed and sent; answers its radicado. */
export async function sentEnrolment(portal: TestApp) {
  const browser = await readyToSign(portal);
  await sendTo(
    browser,
    `${AFILIARSE}/firma`,
    { firma: "Carmen Ortiz Peña" },
    `${AFILIARSE}/revision`,
  );
  await sendTo(browser, `${AFILIARSE}/enviar`, {}, `${AFILIARSE}/estado`);
  await portal.services.background.settled();
  const page = await (await browser.get(`${AFILIARSE}/estado`)).text();
  const [folio = ""] = /AF-\d{4}-\w{8}/.exec(page) ?? [];
  return { browser, folio };
}
