import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { affiliates } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import { createAffiliate } from "../../support/people.ts";
import { HOURS, PLACE_HEADER } from "../../support/files.ts";
import { codeOf, LOADS, type NamedText, publishAs, uploadAndJudge } from "../../support/uploads.ts";

const OFFICES: NamedText = [
  "oficinas.csv",
  PLACE_HEADER.join(","),
  `1,Oficina Norte,Calle 1,13001,Cartagena,605 555 0101,${HOURS}`,
];

Deno.test("a load of offices is published without a control total, and says what it brought", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("atencion");
  const publisher = await portal.signInStaff("afiliaciones");
  const address = await uploadAndJudge(portal, loader, [OFFICES]);
  const page = await (await publisher.get(address)).text();
  for (const words of ["Total de control", "Valor Pago", "avisos", "Comprobantes"]) {
    assert(!page.includes(words), words);
  }
  assertStringIncludes(await (await publisher.get(LOADS)).text(), "Oficinas: 1 nuevo<");
  const form = { csrf: await codeOf(publisher, address), accion: "publicar" };
  assertEquals((await publisher.post(address, form)).status, 303);
  const done = await (await publisher.get(address)).text();
  assertStringIncludes(done, "Oficinas: 1 nuevo.");
  for (const words of ["comprobante", "$", "avisos"]) assert(!done.includes(words), words);
  const third = await portal.signInStaff("atencion");
  const undo = await (await third.get(`${address}/deshacer`)).text();
  assert(undo.includes("1 oficina, punto o sede vuelve") && !undo.includes("estos pagos"));
  assert(!undo.includes("se avisa al correo"));
});

Deno.test("points that look like offices are named before they are published", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("atencion");
  const [, ...rows] = OFFICES;
  const address = await uploadAndJudge(portal, loader, [["lugares.csv", ...rows]]);
  assertStringIncludes(await (await loader.get(address)).text(), "se leyó como Oficinas");
  const named = await uploadAndJudge(portal, loader, [["puntos.csv", ...rows]]);
  const page = await (await loader.get(named)).text();
  assert(page.includes("Puntos de Entrega") && !page.includes("se leyó como Oficinas"));
});

Deno.test("a whole register says before it is published how many it retires, and retires them after", async () => {
  await using portal = await testApp();
  await createAffiliate(portal.services, { state: "AC" });
  const loader = await portal.signInStaff("afiliaciones");
  const publisher = await portal.signInStaff("afiliaciones");
  const header = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;Fecha Nacimiento;" +
    "Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE";
  const row = "CC;9990000999;Otra;Ana;05/03/1962;Subsidiado;Cabeza de familia;AC;01/02/2019;13001";
  const files: NamedText[] = [["afiliados.csv", header, row]];
  const address = await uploadAndJudge(portal, loader, files, { fotoCompleta: "si" });
  assertStringIncludes(await (await publisher.get(address)).text(), "La foto completa retira a");
  const states = async () =>
    (await portal.db.select().from(affiliates).orderBy(affiliates.documentNumber))
      .map(({ state }) => state);
  assertEquals(await states(), ["AC"]);
  await publishAs(publisher, address, "");
  assertEquals(await states(), ["RE", "AC"]);
  const third = await portal.signInStaff("afiliaciones");
  const undo = await (await third.get(`${address}/deshacer`)).text();
  assertStringIncludes(undo, "se avisa al correo que deja de tener");
});
