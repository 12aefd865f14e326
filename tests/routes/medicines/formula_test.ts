import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { medicineRequests } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import { aFormId, PDF, sendForm } from "../../support/inquiries.ts";
import { addDeliveryPoints } from "../../support/medicines/lines.ts";

const PAGE = "/afiliados/medicamentos/solicitar";
const WISH = {
  formula: "F-90",
  fecha: "30/03/2026",
  necesita: "Metformina 850 mg, 60 tabletas",
  entrega: "punto",
  punto: "P2",
};
const SCAN = [new File([PDF], "formula.pdf")];

Deno.test("a formula is sent with its picture, once however often its form comes", async () => {
  await using portal = await withPoints();
  const browser = await portal.signInAffiliate();
  const form = { ...WISH, envio: aFormId() };
  const send = () => sendForm(portal, browser, PAGE, form, SCAN);
  const answers = [await send(), await send()];
  const requests = await portal.db.select().from(medicineRequests);
  assertEquals(requests.length, 1);
  const path = `/afiliados/medicamentos/solicitudes/${requests[0]?.folio}`;
  for (const { status, headers } of answers) {
    assertEquals([status, headers.get("location")], [303, `${path}?hecho=recibida`]);
  }
  const page = await (await browser.get(path)).text();
  assertStringIncludes(page, WISH.necesita);
  assertMatch(page, /Recoger en<\/dt><dd>Farmacia Bosque/);
  const [, file = ""] = new RegExp(`href="(${path}/formula/[^"]+)"`).exec(page) ?? [];
  const download = await browser.get(file);
  assertEquals(await download.bytes(), PDF);
  assertMatch(download.headers.get("content-disposition") ?? "", /^attachment/);
  const other = await portal.signInAffiliate({ documentNumber: "9990000102" });
  assertEquals((await other.get(path)).status, 404, "L8");
  assertEquals((await other.get(file)).status, 404, "L8");
});

Deno.test("a photo as a telephone takes it, larger than any usual form, is taken", async () => {
  await using portal = await withPoints();
  const browser = await portal.signInAffiliate();
  const photo = new Uint8Array(2 ** 20);
  photo.set(PDF);
  const files = [new File([photo], "formula.pdf")];
  const answer = await sendForm(portal, browser, PAGE, { ...WISH, envio: aFormId() }, files);
  assertEquals(answer.status, 303);
});

Deno.test("what is missing in a request is told beside its field, and what was typed stays", async () => {
  await using portal = await withPoints();
  const browser = await portal.signInAffiliate();
  const wrong = [
    [{ ...WISH, formula: "" }, "formula"],
    [{ ...WISH, fecha: "31/02/2026" }, "fecha"],
    [{ ...WISH, fecha: "01/01/2030" }, "fecha"],
    [{ ...WISH, necesita: " " }, "necesita"],
    [{ ...WISH, entrega: "" }, "entrega"],
    [{ ...WISH, punto: "" }, "punto"],
    [{ ...WISH, punto: "O1" }, "punto"],
    [{ ...WISH, entrega: "domicilio" }, "direccion"],
  ] as const;
  for (const [form, field] of wrong) {
    const answer = await sendForm(portal, browser, PAGE, form, SCAN);
    assertEquals(answer.status, 422, field);
    const page = await answer.text();
    assertStringIncludes(page, `id="${field}-error"`);
    if (field !== "necesita") assertStringIncludes(page, WISH.necesita);
    assertMatch(page, /Escójalos de nuevo/);
  }
  assertEquals(await portal.db.select().from(medicineRequests), []);
});

Deno.test("the picture must be there, and be a photo or a PDF by its content", async () => {
  await using portal = await withPoints();
  const browser = await portal.signInAffiliate();
  const files: File[][] = [
    [],
    [new File(["a;b\n1;2\n"], "formula.csv")],
    [new File(["<script>"], "formula.pdf")],
    [new File([PDF], "formula.jpg")],
  ];
  for (const some of files) {
    const answer = await sendForm(portal, browser, PAGE, WISH, some);
    assertEquals(answer.status, 422, some[0]?.name);
    assertStringIncludes(await answer.text(), `id="archivos-error"`);
  }
  assertEquals(await portal.db.select().from(medicineRequests), []);
});

async function withPoints() {
  const portal = await testApp();
  await addDeliveryPoints(portal.db);
  return portal;
}
