import { fileParts, files } from "../../../../db/schema.ts";
import { findLoads } from "../../../../db/loads/history.ts";
import { testApp } from "../../../support/app.ts";
import { longForm, MULTIPART } from "../../../support/long_form.ts";
import { forgetPeak, memoryOf } from "../../../support/memory.ts";
import { codeOf, LOADS } from "../../../support/uploads.ts";

const ROOT = new URL("../../../..", import.meta.url).pathname;

/** What became of an upload, what it left, and by how many MiB the process grew meanwhile. */
export type MeasuredUpload = {
  status: number;
  taken: number;
  files: number;
  parts: number;
  loads: number;
  grewMb: number;
};

/** Uploads a file so long in a process of its own, because tests that run beside it share ours. */
export async function uploadMeasured(size: number): Promise<MeasuredUpload> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", import.meta.url, `${size}`],
    cwd: ROOT,
  }).output();
  const answer = new TextDecoder().decode(stdout);
  if (answer === "") throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(answer);
}

async function uploadAndMeasure(size: number): Promise<MeasuredUpload> {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const { body, taken } = longForm(await codeOf(loader), size);
  await forgetPeak(Deno.pid);
  const before = await memoryOf(Deno.pid);
  const answer = await loader.upload(LOADS, body, MULTIPART);
  const after = await memoryOf(Deno.pid);
  await answer.body?.cancel();
  return {
    status: answer.status,
    taken: taken.bytes,
    files: await portal.db.$count(files),
    parts: await portal.db.$count(fileParts),
    loads: (await findLoads(portal.db, { page: 1 })).total,
    grewMb: (after.peak - before.now) / 2 ** 20,
  };
}

if (import.meta.main) {
  console.log(JSON.stringify(await uploadAndMeasure(Number(Deno.args[0]))));
  Deno.exit(); // the workers that hash the passwords of tests would keep it alive
}
