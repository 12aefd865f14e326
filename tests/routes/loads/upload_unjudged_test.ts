import { assertEquals, assertStringIncludes } from "@std/assert";
import { openUploadedLoad } from "../../../db/loads/uploads/opening.ts";
import { takeUpLoads } from "../../../db/loads/uploads/judging.ts";
import { MAX_SILENT_MS } from "../../../db/loads/uploads/claiming.ts";
import { MAX_UNJUDGED } from "../../../routes/loads/upload.ts";
import { NOW, type TestApp, testApp } from "../../support/app.ts";
import { longForm, MULTIPART } from "../../support/long_form.ts";
import { codeOf, LOADS, onePayment, upload } from "../../support/uploads.ts";

Deno.test("U1: while many loads wait to be judged no further files are read; once they are, they are", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const csrf = await codeOf(loader);
  for (let number = 0; number < MAX_UNJUDGED; number++) await openEmpty(portal, `${number}`);
  const { body, taken } = longForm(csrf, 1024 * 1024);
  const answer = await loader.upload(LOADS, body, MULTIPART);
  assertEquals([answer.status, taken.bytes], [503, 0]);
  assertStringIncludes(await answer.text(), "Hay muchas cargas en revisión");
  const { db, services: { auditLog } } = portal;
  const { signal } = new AbortController();
  portal.clock.nowMs = NOW + MAX_SILENT_MS + 1;
  await takeUpLoads(db, { auditLog, now: () => portal.clock.nowMs, signal });
  assertStringIncludes(await upload(loader, onePayment()), `${LOADS}/`);
  await portal.services.background.settled();
});

/** A load whose files nobody has begun to judge. */
async function openEmpty({ db }: TestApp, id: string): Promise<void> {
  const fields = { isWholeRegister: false, requestId: "", clientAddress: "" };
  await openUploadedLoad(db, { id, source: "navegador", fileIds: [], ...fields }, NOW);
}
