import { assertEquals, assertStringIncludes } from "@std/assert";
import { PART_BYTES, storeFile } from "../../../db/files.ts";
import { fileParts, files, loads, sessions } from "../../../db/schema.ts";
import { NOW, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { aCase, CASE, DOCUMENT } from "../../support/attention/cases.ts";
import { codeOf, formOf, LOADS, onePayment } from "../../support/uploads.ts";

const PQRS = "/afiliados/atencion/pqrs";
const SLOW_MS = 5000;

Deno.test("whoever came by radicado and document gets a file whole, on a slow line, too", async () => {
  await using portal = await testApp();
  const parts = [1, 2, 3].map((number) => new Uint8Array(PART_BYTES).fill(number));
  const size = parts.length * PART_BYTES;
  const file = await storeFile(portal.db, { name: "a.pdf", kind: "pdf", size, parts }, NOW);
  await aCase(portal.db, { fileIds: [file] });
  const browser = portal.browser();
  await (await browser.post(`${PQRS}/estado`, { radicado: CASE, clave: DOCUMENT })).body?.cancel();
  const answer = await browser.get(`${PQRS}/${CASE}/adjuntos/${file}`);
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    portal.clock.nowMs += SLOW_MS;
  }
  assertEquals(bytes, size);
});

Deno.test("S9: files whose sender lost her access while they came in make no load, and leave nothing", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const tables = [loads, files, fileParts];
  const counts = () => Promise.all(tables.map((table) => db.$count(table)));
  const before = await counts();
  const to = await uploadSlowly(portal, () => db.update(sessions).set({ endedAt: NOW }));
  assertStringIncludes(to, "/zona-ser");
  assertEquals(await counts(), before);
});

Deno.test("a session does not run out over files that take longer to come in", async () => {
  await using portal = await testApp();
  const to = await uploadSlowly(portal, () => {
    portal.clock.nowMs += 45 * 60 * 1000;
    return Promise.resolve();
  });
  assertStringIncludes(to, `${LOADS}/`);
  await portal.services.background.settled();
});

/** Uploads payment files of which the second half comes after what happens; answers where it led to. */
async function uploadSlowly(portal: TestApp, happen: () => Promise<unknown>): Promise<string> {
  const loader = await portal.signInStaff("tesoreria");
  const form = new Response(formOf(await codeOf(loader), onePayment()));
  const headers = { "content-type": form.headers.get("content-type") ?? "", origin: ORIGIN };
  const bytes = await form.bytes();
  const middle = bytes.length >> 1;
  async function* slowly() {
    yield bytes.subarray(0, middle);
    portal.clock.nowMs += SLOW_MS;
    await happen();
    yield bytes.subarray(middle);
  }
  const answer = await loader.upload(LOADS, ReadableStream.from(slowly()), headers);
  await answer.body?.cancel();
  return answer.headers.get("location") ?? "";
}
