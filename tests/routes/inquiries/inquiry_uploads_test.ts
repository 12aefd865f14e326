import { assertEquals, assertStringIncludes } from "@std/assert";
import { auditEvents, files, inquiries } from "../../../db/schema.ts";
import { MAX_FILE_BYTES } from "../../../domain/file.ts";
import { A, ORIGIN, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { aFile, anInquiry, FOLIO, PDF, sendForm } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";

const NEW = "/consultas/nueva";
const REPORT = { comprobante: "1001", tipo: "no-llego", texto: "No llegó." };

/** A PDF of so many bytes. */
function heavy(bytes: number): File {
  const content = new Uint8Array(bytes);
  content.set(PDF.subarray(0, bytes));
  return new File([content], "pesado.pdf");
}

Deno.test("U1: ten megabytes of files are taken; one byte more is refused beside the field", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const fits = await sendForm(portal, browser, NEW, REPORT, [heavy(MAX_FILE_BYTES - 9), heavy(9)]);
  assertEquals(fits.status, 303);
  const over = await sendForm(portal, browser, NEW, REPORT, [heavy(MAX_FILE_BYTES), heavy(9)]);
  assertEquals(over.status, 422);
  const html = await over.text();
  assertStringIncludes(html, "pesan juntos más de 10 MB");
  assertStringIncludes(html, "No llegó.");
  const four = await sendForm(
    portal,
    browser,
    NEW,
    REPORT,
    Array.from({ length: 4 }, () => heavy(9)),
  );
  assertEquals(four.status, 422);
  const huge = await sendForm(portal, browser, NEW, REPORT, [heavy(MAX_FILE_BYTES + 70_000)]);
  assertEquals(huge.status, 413);
  assertStringIncludes(await huge.text(), "lo que escribió sigue allí");
});

Deno.test("U1: who may not report is refused before a byte of the body is read", async () => {
  await using portal = await testApp(somePayments());
  await anInquiry(portal.db, { authorId: await someone(portal) });
  const [reader, auditor] = [
    await portal.signInMember("consulta"),
    await portal.signInStaff("auditor"),
  ];
  const tries: [TestBrowser, string, number][] = [
    [reader, NEW, 403],
    [reader, `/consultas/${FOLIO}`, 403],
    [auditor, `/funcionario/consultas/${FOLIO}`, 403],
    [portal.browser(), NEW, 303],
  ];
  for (const [browser, path, status] of tries) {
    let isRead = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        isRead = true;
        controller.close();
      },
    }, { highWaterMark: 0 });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { origin: ORIGIN, cookie, "content-type": "multipart/form-data; boundary=x" };
    const answer = await portal.app.request(ORIGIN + path, { method: "POST", headers, body });
    assertEquals([answer.status, isRead], [status, false], path);
    await answer.body?.cancel();
  }
});

Deno.test("other addresses keep their small limit, with a length and without", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  for (const path of ["/equipo", "/consultas", "/consultas/x/y"]) {
    const answer = await sendForm(portal, browser, path, {}, [heavy(70_000)]);
    assertEquals(answer.status, 413, path);
    await answer.body?.cancel();
  }
});

Deno.test("U4, U5: a file is judged by its content, and its name is never a path", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const bad = [
    new File(["<html><script>alert(1)</script>"], "tabla.csv"),
    new File([PDF], "foto.png"),
    new File(["MZ\u0000\u0001"], "soporte.pdf"),
    new File([PDF], "soporte.exe"),
    new File([PDF], "soporte.constructor"),
    new File([], "vacio.pdf"),
  ];
  for (const file of bad) {
    const answer = await sendForm(portal, browser, NEW, REPORT, [file]);
    assertEquals(answer.status, 422, file.name);
    assertStringIncludes(await answer.text(), file.name);
  }
  const sent = await sendForm(portal, browser, NEW, REPORT, [
    new File([PDF], "..\\..\\x\u202efdp.pdf"),
  ]);
  assertEquals(sent.status, 303);
  const [kept] = await portal.db.select().from(files);
  assertEquals(kept?.name, "xfdp.pdf");
});

Deno.test("thirty messages an hour are free; then a provider waits, and nothing typed is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const statuses = [];
  for (let times = 0; times < 32; times++) {
    const answer = await sendForm(portal, browser, NEW, REPORT);
    statuses.push(answer.status);
    if (answer.status === 429) assertStringIncludes(await answer.text(), "No llegó.");
  }
  assertEquals(statuses.indexOf(429), 31);
  assertEquals(await portal.db.$count(inquiries), 31);
});

Deno.test("L1: what is opened, written, closed and downloaded is recorded, without its text", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const file = await aFile(portal.db);
  await anInquiry(portal.db, { fileIds: [file] });
  const sent = await sendForm(portal, browser, NEW, REPORT);
  await sendForm(portal, browser, `/consultas/${FOLIO}`, {
    accion: "mensaje",
    texto: "Un secreto",
  });
  await sendForm(portal, browser, `/consultas/${FOLIO}`, { accion: "cerrar" });
  await (await browser.get(`/consultas/${FOLIO}/adjuntos/${file}`)).body?.cancel();
  await portal.services.background.settled();
  const events = (await portal.db.select().from(auditEvents)).slice(-4);
  const names = ["attachmentDownloaded", "inquiryClosed", "inquiryMessage", "inquiryOpened"];
  assertEquals(events.map(({ name }) => name).sort(), names);
  assertEquals(events.every(({ providerId }) => providerId === 1), true);
  assertEquals(JSON.stringify(events).includes("secreto"), false);
  assertEquals(sent.status, 303);
});

async function someone(portal: TestApp): Promise<number> {
  await portal.signIn(A);
  return 1;
}
