import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { enrolmentDocuments, files } from "../../../db/schema.ts";
import { sweepLeftFiles } from "../../../db/files.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import {
  addDaughter,
  AFILIARSE,
  answerAll,
  ANSWERS,
  aPdf,
  beginEnrolment,
  sendPaper,
  sendTo,
} from "../../support/enrolment/applicant.ts";

const PNG = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  ),
  (sign) => sign.charCodeAt(0),
);

Deno.test("the list names the papers of the case, and leads on when each has a file", async () => {
  await using portal = await testApp();
  const { browser, handle } = await answered(portal);
  const list = await (await browser.get(`${AFILIARSE}/documentos`)).text();
  for (
    const text of [
      "Cédula de ciudadanía, por los dos lados",
      "Tarjeta de identidad",
      "Registro civil de nacimiento",
    ]
  ) {
    assertStringIncludes(list, text);
  }
  await leads(browser, "/documentos");
  for (const path of ["titular/1", `${handle}/1`, `${handle}/4`]) {
    await taken(browser, path, [aPdf(`${path.replace("/", " ")}.pdf`)]);
  }
  await leads(browser, "/firma");
});

Deno.test("U1: a paper is a PDF, a PNG or a JPEG by its content, of ten megabytes at most", async () => {
  await using portal = await testApp();
  const { browser } = await answered(portal);
  const wrong: [File[], string][] = [
    [[], "Escoja la foto o el archivo."],
    [[new File(["a;b"], "datos.csv")], "no es una foto (PNG o JPEG) ni un PDF"],
    [[new File(["MZ program"], "cedula.pdf")], "no es una foto (PNG o JPEG) ni un PDF"],
    [[new File([PNG], "cedula.pdf")], "no es una foto (PNG o JPEG) ni un PDF"],
    [[new File([new Uint8Array()], "cedula.pdf")], "está vacío"],
    [["1", "2", "3", "4"].map((one) => aPdf(`${one}.pdf`)), "a lo sumo 3 archivos"],
  ];
  for (const [sent, message] of wrong) {
    const answer = await sendPaper(browser, "titular/1", sent);
    assertEquals(answer.status, 422, message);
    assertStringIncludes(await answer.text(), message);
  }
  const heavy = await sendPaper(browser, "titular/1", [
    new File([new Uint8Array(10 * 2 ** 20 + 70_000)], "grande.pdf"),
  ]);
  assertEquals(heavy.status, 413);
  await heavy.body?.cancel();
  assertEquals(await portal.db.$count(enrolmentDocuments), 0);
  await taken(browser, "titular/1", [new File([PNG], "cédula lado 1.png"), aPdf("lado2.pdf")]);
  assertEquals(await portal.db.$count(enrolmentDocuments), 2);
});

Deno.test("a file sent twice is stored once, and a paper has three at most", async () => {
  await using portal = await testApp();
  const { browser } = await answered(portal);
  await taken(browser, "titular/1", [aPdf("uno.pdf")]);
  const again = await sendPaper(browser, "titular/1", [aPdf("uno.pdf")]);
  assertStringIncludes(await again.text(), "Ese archivo ya está");
  await taken(browser, "titular/1", [aPdf("dos.pdf"), aPdf("tres.pdf")]);
  const fourth = await sendPaper(browser, "titular/1", [aPdf("cuatro.pdf")]);
  assertStringIncludes(await fourth.text(), "son más de tres");
  assertEquals(await portal.db.$count(enrolmentDocuments), 3);
  await sweepLeftFiles(portal.db, portal.clock.nowMs + 2 * 60 * 60 * 1000);
  assertEquals(await portal.db.$count(files), 3);
});

Deno.test("a paper that is taken off, and those of somebody who is, are removed with their files", async () => {
  await using portal = await testApp();
  const { browser, handle } = await answered(portal);
  await taken(browser, "titular/1", [aPdf("uno.pdf")]);
  await taken(browser, `${handle}/1`, [aPdf("dos.pdf")]);
  const [document] = await portal.db.select().from(enrolmentDocuments);
  const archivo = document?.fileId ?? "";
  await sendTo(browser, `${AFILIARSE}/documentos/quitar`, { archivo }, `${AFILIARSE}/documentos`);
  await sendTo(browser, `${AFILIARSE}/personas/${handle}/quitar`, {}, `${AFILIARSE}/personas`);
  assertEquals(await portal.db.$count(enrolmentDocuments), 0);
  await sweepLeftFiles(portal.db, portal.clock.nowMs + 2 * 60 * 60 * 1000);
  assertEquals(await portal.db.$count(files), 0);
});

Deno.test("nobody sends or takes off papers of another's draft, and none that the case does not ask for", async () => {
  await using portal = await testApp();
  const { browser, handle } = await answered(portal);
  await taken(browser, "titular/1", [aPdf("uno.pdf")]);
  const [document] = await portal.db.select().from(enrolmentDocuments);
  const stranger = await beginEnrolment(portal, "otra@correo.example");
  await answerAll(stranger, { ...ANSWERS, personas: { completa: "si" } });
  await (await stranger.post(`${AFILIARSE}/documentos/quitar`, { archivo: document?.fileId ?? "" }))
    .body?.cancel();
  assertEquals(await portal.db.$count(enrolmentDocuments), 1);
  for (const path of [`${handle}/1`, "titular/4", "titular/9", "titular/x"]) {
    const answer = await sendPaper(stranger, path, [aPdf("ajeno.pdf")]);
    assertEquals(answer.status, 404, path);
    await answer.body?.cancel();
  }
  const nobody = await sendPaper(
    portal.browser(),
    "titular/1",
    [aPdf("nadie.pdf")],
    "x".repeat(32),
  );
  assertEquals(nobody.status, 409);
  await nobody.body?.cancel();
  assertEquals(await portal.db.$count(files), 1);
});

Deno.test("one place cannot send papers without end", async () => {
  await using portal = await testApp();
  const { browser } = await answered(portal);
  const statuses = [];
  for (let number = 0; number < 64; number++) {
    const answer = await sendPaper(browser, "titular/1", [new File(["x"], "x.pdf")]);
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  assert(statuses.includes(429));
});

async function answered(portal: TestApp): Promise<{ browser: TestBrowser; handle: string }> {
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  const handle = await addDaughter(browser);
  await answerAll(browser, { personas: { completa: "si" } });
  return { browser, handle };
}

async function taken(browser: TestBrowser, path: string, sent: File[]): Promise<void> {
  const answer = await sendPaper(browser, path, sent);
  await answer.body?.cancel();
  assertEquals(answer.status, 303, path);
}

async function leads(browser: TestBrowser, place: string): Promise<void> {
  const answer = await browser.get(`${AFILIARSE}/seguir`);
  await answer.body?.cancel();
  assertEquals(answer.headers.get("location"), AFILIARSE + place);
}
