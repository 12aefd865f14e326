import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { files as storedFiles, inquiryMessages } from "../../../db/schema.ts";
import { MAX_FILE_BYTES } from "../../../domain/file.ts";
import { A, csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { anInquiry, FOLIO, PDF, sendForm } from "../../support/inquiries.ts";
import { BOUNDARY, longForm, MULTIPART } from "../../support/long_form.ts";
import { somePayments } from "../../support/payments.ts";

const NEW = "/consultas/nueva";
const REPORT = { comprobante: "1001", tipo: "no-llego", texto: "No llegó." };
/** What a sender has still in hand when the answer comes: a few chunks. */
const MAX_TAKEN = 512 * 1024;

async function codeOf(browser: TestBrowser): Promise<string> {
  return csrfOf(await (await browser.get("/cuenta")).text());
}

async function kept({ db }: TestApp) {
  return { files: await db.$count(storedFiles), messages: await db.$count(inquiryMessages) };
}

Deno.test("names of files come whole, with ; and =, and with more than a hundred signs", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const names = [
    "acta; firmada = final.pdf",
    `${"relación de facturas ".repeat(8)}(1).pdf`,
    'con "comillas" = y; más.pdf',
  ];
  const files = names.map((name) => new File([PDF], name));
  assertEquals((await sendForm(portal, browser, NEW, REPORT, files)).status, 303);
  const stored = await portal.db.select({ name: storedFiles.name }).from(storedFiles);
  assertEquals(stored.map(({ name }) => name.replaceAll("%22", '"')).sort(), names.sort());
});

Deno.test("C1, U1: a wrong code ends a form where its first file begins, and nothing stays", async () => {
  await using portal = await testApp(somePayments());
  const [provider, staff] = [await portal.signIn(A), await portal.signInStaff("tesoreria")];
  await anInquiry(portal.db);
  const before = await kept(portal);
  const tries: [TestBrowser, string][] = [
    [provider, NEW],
    [provider, `/consultas/${FOLIO}`],
    [staff, `/funcionario/consultas/${FOLIO}`],
  ];
  for (const [browser, path] of tries) {
    for (const code of ["x", await codeOf(path.startsWith("/f") ? provider : staff)]) {
      const { body, taken } = longForm(code, MAX_FILE_BYTES);
      const answer = await browser.upload(path, body, MULTIPART);
      assertEquals(answer.status, 403, path);
      assert(taken.bytes < MAX_TAKEN, `${path}: ${taken.bytes}`);
      await answer.body?.cancel();
    }
  }
  assertEquals(await kept(portal), before);
});

Deno.test("T1, U1: an inquiry of someone else is 404 before a byte of the files is read", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  await anInquiry(portal.db, { providerId: 2 });
  for (const path of [`/consultas/${FOLIO}`, "/consultas/CO-2026-ZZZZ9999"]) {
    const { body, taken } = longForm(await codeOf(browser), MAX_FILE_BYTES);
    const answer = await browser.upload(path, body, MULTIPART);
    assertEquals([answer.status, taken.bytes], [404, 0]);
    await answer.body?.cancel();
  }
});

Deno.test("U1: a form of no length that goes on is refused where it passes the limit", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const { body, taken } = longForm(await codeOf(browser), 10 * MAX_FILE_BYTES);
  const answer = await browser.upload(NEW, body, MULTIPART);
  assertEquals(answer.status, 413);
  assertStringIncludes(await answer.text(), "lo que escribió sigue allí");
  assert(taken.bytes < MAX_FILE_BYTES + MAX_TAKEN, `${taken.bytes}`);
});

Deno.test("a form that breaks off in the middle leaves no file and no message", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const start = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="csrf"',
    "",
    await codeOf(browser),
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="archivos"; filename="a.pdf"',
    "",
    "%PDF-1.7",
  ].join("\r\n");
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
    pull(controller) {
      if (++sent === 3) controller.error(new TypeError("connection reset"));
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const answer = await browser.upload(NEW, body, MULTIPART);
  await answer.body?.cancel();
  assertEquals(answer.status, 400);
  assertEquals(await kept(portal), { files: 0, messages: 0 });
});

Deno.test("J9: a field that comes twice, or as a file, is refused", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf: await codeOf(browser), ...REPORT })) {
    form.append(name, value);
  }
  form.append("texto", "Otro texto.");
  assertEquals((await browser.upload(NEW, form)).status, 422);
  form.delete("texto");
  form.append("texto", new File(["No llegó."], "texto.txt"));
  assertEquals((await browser.upload(NEW, form)).status, 422);
  form.delete("texto");
  form.append("texto", "No llegó.");
  assertEquals((await browser.upload(NEW, form)).status, 303);
});

Deno.test("U1: one form with files of a person at a time; words alone do not wait behind it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const slow = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const waiting = new ReadableStream<Uint8Array>({
    async pull(controller) {
      begun.resolve();
      await slow.promise;
      controller.close();
    },
  }, { highWaterMark: 0 });
  const first = browser.upload(NEW, waiting, MULTIPART);
  await begun.promise;
  const { body, taken } = longForm(await codeOf(browser), MAX_FILE_BYTES);
  const second = browser.upload(NEW, body, MULTIPART);
  const words = await sendWords(browser);
  assertEquals([words.status, taken.bytes], [303, 0]);
  slow.resolve();
  assertEquals((await first).status, 400);
  assertEquals((await second).status, 404, "it names no voucher");
  assert(taken.bytes > MAX_FILE_BYTES - MAX_TAKEN);
});

/** A form without files, with its length, as a browser sends it. */
async function sendWords(browser: TestBrowser): Promise<Response> {
  const form = new FormData();
  const fields = { csrf: await codeOf(browser), ...REPORT };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request("http://x/", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  const bytes = await request.bytes();
  const headers = { "content-type": type, "content-length": String(bytes.length) };
  return await browser.upload(NEW, bytes, headers);
}
