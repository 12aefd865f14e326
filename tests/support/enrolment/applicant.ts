import { assertEquals } from "@std/assert";
import type { TestApp, TestBrowser } from "../app.ts";

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
  condicion: { etnia: "reserva", discapacidad: "ninguna", poblacion: "ninguna" },
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
