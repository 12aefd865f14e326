import { forgetPeak, memoryOf } from "../support/memory.ts";
import type { Portal, Sample, Signed } from "./portal.ts";
import type { Outcome } from "./report.ts";

const AT_ONCE = 40;
const FILE_BYTES = 9 * 2 ** 20;
/** Read whole, they were 1520. */
const MAX_GROWTH_MIB = 250;
const MIB = 2 ** 20;
/** Taken, told to wait, and told to come again: one provider writes thirty times an hour. */
const EXPECTED = [303, 429, 503];

/** U1, D8: whoever reports sends her largest files forty times at once. */
export async function tryManyAttachments(
  portal: Portal,
  signed: Signed,
  sample: Sample,
): Promise<Outcome> {
  const { pid } = portal.process.process;
  const before = (await memoryOf(pid)).now;
  await forgetPeak(pid);
  const statuses = await Promise.all(
    Array.from({ length: AT_ONCE }, () => report(portal, signed, sample)),
  );
  const growth = Math.round(((await memoryOf(pid)).peak - before) / MIB);
  const others = statuses.filter((status) => !EXPECTED.includes(status));
  const times = EXPECTED.map((status) => {
    return `${statuses.filter((other) => other === status).length} × ${status}`;
  });
  return {
    tool: "attachments",
    target: `${AT_ONCE} of ${FILE_BYTES / MIB} MiB at once`,
    tried: `${times.join(", ")}; memory +${growth} MiB at most`,
    findings: [
      ...(growth > MAX_GROWTH_MIB ? [`memory grew by ${growth} MiB`] : []),
      ...others.map((status) => `one was answered ${status}`),
    ],
    notes: statuses.includes(303) ? [] : ["no file was taken"],
  };
}

async function report(
  { origin }: Portal,
  { cookie, csrf }: Signed,
  { documentNumber }: Sample,
): Promise<number> {
  const form = new FormData();
  const fields = { csrf, comprobante: documentNumber, tipo: "no-llego", texto: "No llegó." };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const content = new Uint8Array(FILE_BYTES);
  content.set(new TextEncoder().encode("%PDF-1.7"));
  form.set("archivos", new File([content], "soporte.pdf"));
  const answer = await fetch(`${origin}/consultas/nueva`, {
    method: "POST",
    headers: { origin, cookie },
    body: form,
    redirect: "manual",
  });
  await answer.body?.cancel();
  return answer.status;
}
