import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { enrolments } from "../../../db/schema.ts";
import { testApp, type TestBrowser } from "../../support/app.ts";
import { aFile } from "../../support/files.ts";
import {
  addDaughter,
  AFILIARSE,
  answerAll,
  ANSWERS,
  beginEnrolment,
  sendTo,
} from "../../support/enrolment/applicant.ts";

Deno.test("the questions lead from one to the next, to the list of people and to the papers", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  assertEquals(await leadsTo(browser), "/sisben");
  const { sisben = {}, sustento = {}, ...rest } = ANSWERS;
  await sendTo(browser, `${AFILIARSE}/sisben`, sisben, `${AFILIARSE}/sustento`);
  await sendTo(browser, `${AFILIARSE}/sustento`, sustento, `${AFILIARSE}/grupo`);
  assertStringIncludes(await read(browser, "/grupo"), "Grupo B4: pobreza moderada");
  await answerAll(browser, rest);
  assertEquals(await leadsTo(browser), "/personas");
  await addDaughter(browser);
  assertStringIncludes(await read(browser, "/personas"), "Luna Inés Ortiz");
  await sendTo(browser, `${AFILIARSE}/personas`, { completa: "si" }, `${AFILIARSE}/documentos`);
});

Deno.test("a transfer and work ask their own questions, and an answer that changes asks anew", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, { ...ANSWERS, motivo: { motivo: "traslado" } }, AFILIARSE);
  assertEquals(await leadsTo(browser), "/traslado");
  const transfer = { epsAnterior: "Otra EPS", desde: "01/02/2020", excepcion: "ninguno" };
  await answerAll(browser, { traslado: transfer, sustento: { sustento: "empleado" } });
  assertEquals(await leadsTo(browser), "/aporte");
});

Deno.test("the IPS of her department are proposed while she types, and any other is taken", async () => {
  const header = "Código Sede;Nombre;Dirección;Código DANE";
  const sites = [
    "S1;Hospital <Local>;Calle 1;13001",
    "S2;Centro de Turbaco;Calle 2;13836",
    "S3;Clínica de Medellín;Calle 3;05001",
  ];
  await using portal = await testApp([aFile("sedes.csv", header, ...sites)]);
  const browser = await beginEnrolment(portal);
  const { ips: _, ...before } = ANSWERS;
  await answerAll(browser, before);
  const page = await read(browser, "/ips");
  for (const site of ["S1 · Hospital &lt;Local&gt;", "S2 · Centro de Turbaco"]) {
    assertStringIncludes(page, `<option value="${site}">`);
  }
  assertEquals(page.includes("Medellín"), false);
  await answerAll(browser, { ips: { ips: "El puesto de salud de La Boquilla" } });
  assertStringIncludes(await read(browser, "/ips"), "El puesto de salud de La Boquilla");
});

Deno.test("a question is not asked before those that come first", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  for (const path of ["/nombre", "/personas", "/revision", "/grupo", "/traslado"]) {
    const answer = await browser.get(AFILIARSE + path);
    await answer.body?.cancel();
    assertEquals(answer.headers.get("location"), `${AFILIARSE}/sisben`, path);
  }
});

Deno.test("an error stands beside its box, and what was typed comes back", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  const cases: [string, Record<string, string>, string][] = [
    ["sisben", {}, "Diga si tiene su clasificación."],
    ["sisben", { tieneGrupo: "si", grupo: "E9" }, "Escriba una letra de la A a la D"],
    ["motivo", { motivo: "porque sí" }, "Elija por qué nos escoge."],
    ["documento", { tipoDocumento: "CC", documento: "<b>" }, "Escriba el número como está"],
    ["nombre", { ...ANSWERS.nombre, primerNombre: "=HYPERLINK(1)" }, "Escriba solo letras"],
    ["nacimiento", { nacimiento: "31/02/1962", sexo: "F" }, "febrero de 1962 tiene 28 días"],
    ["nacimiento", { nacimiento: "01/02/2010", sexo: "F" }, "debe tener 18 años"],
    ["contacto", { celular: "no tengo" }, "Escriba de 7 a 10 cifras"],
    [
      "traslado",
      { epsAnterior: "Otra", desde: "01/03/2026", excepcion: "ninguno" },
      "Puede pasarse desde el 24/02/2027",
    ],
  ];
  for (const [key, typed, message] of cases) {
    const answer = await browser.post(`${AFILIARSE}/${key}`, typed);
    assertEquals(answer.status, 422, key);
    const page = await answer.text();
    assertStringIncludes(page, message);
    assertStringIncludes(page, 'class="field-error"');
    const text = typed.documento ?? typed.primerNombre ?? typed.grupo ?? "";
    assertStringIncludes(page, text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  }
  const [row] = await portal.db.select().from(enrolments);
  assertEquals(row?.typed, '{"holder":{},"people":{}}');
});

Deno.test("what one person is to another, her age and her document are judged together", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  const handle = await addDaughter(browser);
  const person = `${AFILIARSE}/personas/${handle}`;
  const cases: [string, Record<string, string>, string][] = [
    ["documento", { tipoDocumento: "CC", documento: "9990000777" }, "ya es de otra persona"],
    ["nacimiento", { nacimiento: "10/01/2000", sexo: "F" }, "le corresponde el documento CC"],
    ["nacimiento", { nacimiento: "10/01/2022", sexo: "F" }, "el documento TI se da desde los 7"],
  ];
  for (const [key, typed, message] of cases) {
    const answer = await browser.post(`${person}/${key}`, typed);
    assertEquals(answer.status, 422, message);
    assertStringIncludes(await answer.text(), message);
  }
  const other = "p00000000000000bb";
  await sendTo(
    browser,
    `${AFILIARSE}/personas/agregar`,
    { persona: other },
    `${AFILIARSE}/personas/${other}/parentesco`,
  );
  const parent = await browser.post(`${AFILIARSE}/personas/${other}/parentesco`, {
    parentesco: "padre",
  });
  assertStringIncludes(await parent.text(), "si no incluye pareja ni hijos");
});

Deno.test("a double click adds one person, whoever is taken off is gone, and twelve are enough", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  for (const _ of [1, 2]) await addDaughter(browser);
  assertEquals((await peopleOf(portal.db)).length, 1);
  for (let number = 1; number <= 13; number++) {
    const persona = `p${String(number).padStart(16, "0")}`;
    await (await browser.post(`${AFILIARSE}/personas/agregar`, { persona })).body?.cancel();
  }
  assertEquals((await peopleOf(portal.db)).length, 12);
  await sendTo(
    browser,
    `${AFILIARSE}/personas/p00000000000000aa/quitar`,
    {},
    `${AFILIARSE}/personas`,
  );
  assertEquals((await peopleOf(portal.db)).includes("p00000000000000aa"), false);
});

Deno.test("an answer about somebody who is not on the list is not stored", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  for (const handle of ["p00000000000000cc", "x.y", "p'", 'a"]', "__proto__"]) {
    const answer = await browser.post(
      `${AFILIARSE}/personas/${encodeURIComponent(handle)}/parentesco`,
      { parentesco: "hijo" },
    );
    await answer.body?.cancel();
    assert([404, 410].includes(answer.status), handle);
  }
  assertEquals(await peopleOf(portal.db), []);
});

Deno.test("what was typed is shown where the draft has ended meanwhile, and is not stored", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  portal.clock.nowMs += 31 * 24 * 60 * 60 * 1000;
  const answer = await browser.post(`${AFILIARSE}/nombre`, ANSWERS.nombre ?? {});
  assertEquals(answer.status, 410);
  const page = await answer.text();
  assertStringIncludes(page, 'value="Carmen"');
  assertStringIncludes(page, "Lo que escribió sigue abajo");
});

Deno.test("a form is of use where the cookie has ended: it carries the secret", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  const [, borrador = ""] =
    /name="borrador" value="([^"]+)"/.exec(await read(browser, "/sisben")) ?? [];
  const other = portal.browser();
  await sendTo(
    other,
    `${AFILIARSE}/sisben`,
    { ...ANSWERS.sisben, borrador },
    `${AFILIARSE}/sustento`,
  );
  assertEquals(await leadsTo(other), "/sustento");
});

Deno.test("L6: no title, address or log line of the wizard has what was typed", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  const handle = await addDaughter(browser);
  for (const path of ["/nombre", "/personas", `/personas/${handle}/nombre`]) {
    const [title = ""] = /<title>[^<]*/.exec(await read(browser, path)) ?? [];
    assertNotMatch(title, /Carmen|Luna|999/);
  }
  assertNotMatch(JSON.stringify(portal.logged), /Carmen|Luna|9990000777|carmen@/i);
  assertNotMatch(JSON.stringify(portal.mails), /Carmen|Luna|9\.?990|1050999111/);
});

async function read(browser: TestBrowser, path: string): Promise<string> {
  const answer = await browser.get(AFILIARSE + path);
  assertEquals(answer.status, 200, path);
  return await answer.text();
}

async function leadsTo(browser: TestBrowser): Promise<string> {
  const answer = await browser.get(`${AFILIARSE}/seguir`);
  await answer.body?.cancel();
  return answer.headers.get("location")?.replace(AFILIARSE, "") ?? "";
}

async function peopleOf(db: Awaited<ReturnType<typeof testApp>>["db"]): Promise<string[]> {
  const [row] = await db.select().from(enrolments);
  return Object.keys(JSON.parse(row?.typed ?? "{}").people);
}
