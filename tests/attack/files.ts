import { createClient } from "@libsql/client";
import { MAX_FILE_BYTES } from "../../domain/file.ts";
import { forgetPeak, memoryOf } from "../support/memory.ts";
import { isSignedIn, type Portal, type Sample, type Signed, signIn } from "./portal.ts";
import type { Outcome } from "./report.ts";

const AT_ONCE = 40;
/** Read whole, they were 1520, 670 and 1540. */
const MAX_GROWTH_MIB = 250;
const MIB = 2 ** 20;
/** Taken, not a good one, told to wait (thirty messages an hour), and told to come again. */
const EXPECTED = [200, 303, 422, 429, 503];

const NOBODY: Signed = { cookie: "", csrf: "" };

/** A form with a file, and the name of its field. */
type Form = { path: string; fields: Record<string, string>; filesName: string; file: File };

/**
 * U1, D8: whoever is signed in sends the largest files of a form forty times at once, and so does
 * somebody whose session ran out (`folder` has the demo's database), and anybody with a PQRS.
 */
export async function tryManyFiles(
  portal: Portal,
  signed: Signed,
  { documentNumber }: Sample,
  folder: string,
): Promise<Outcome[]> {
  const report = {
    path: "/consultas/nueva",
    fields: { comprobante: documentNumber, tipo: "no-llego", texto: "No llegó." },
    filesName: "archivos",
    file: new File(["%PDF-1.7", new Uint8Array(9 * MIB)], "soporte.pdf"),
  };
  const list = {
    path: "/cruce",
    fields: { lista: "" },
    filesName: "archivo",
    file: new File(["FEV-1;1000\n".repeat(350_000)], "lista.csv"),
  };
  const complaint = {
    path: "/afiliados/atencion/pqrs/nueva",
    fields: { tipo: "queja", quien: "anonymous", texto: "La fila no avanza." },
    filesName: "archivos",
    file: report.file,
  };
  const late = { ...report, file: new File([new Uint8Array(MAX_FILE_BYTES - MIB / 10)], "a.pdf") };
  return [
    await sendAtOnce(portal, signed, report, "signed in"),
    await sendAtOnce(portal, signed, list, "signed in"),
    await sendAtOnce(
      portal,
      await signInAndWait(portal, folder),
      late,
      "after the session ran out",
    ),
    await sendAtOnce(portal, NOBODY, complaint, "signed out"),
  ];
}

/** A session of its own that has not been used for half an hour, as far as the database knows. */
async function signInAndWait(portal: Portal, folder: string): Promise<Signed> {
  const signed = await signIn(portal);
  const client = createClient({ url: `file:${folder}/data/demo.db`, timeout: 5000 });
  await client.execute(
    `UPDATE sessions SET last_used_at = last_used_at - 3600000
      WHERE created_at = (SELECT max(created_at) FROM sessions)`,
  );
  client.close();
  if (await isSignedIn(portal, signed)) throw new Error("the session did not run out");
  return signed;
}

async function sendAtOnce(
  portal: Portal,
  signed: Signed,
  form: Form,
  who: string,
): Promise<Outcome> {
  const { pid } = portal.process.process;
  const before = (await memoryOf(pid)).now;
  await forgetPeak(pid);
  const statuses = await Promise.all(
    Array.from({ length: AT_ONCE }, () => send(portal, signed, form)),
  );
  const growth = Math.round(((await memoryOf(pid)).peak - before) / MIB);
  const times = [...new Set(statuses)].sort().map((status) =>
    `${statuses.filter((other) => other === status).length} × ${status}`
  );
  const others = statuses.filter((status) => !EXPECTED.includes(status));
  return {
    tool: "files",
    target: `POST ${form.path}, ${AT_ONCE} of ${
      Math.round(form.file.size / MIB)
    } MiB at once, ${who}`,
    tried: `${times.join(", ")}; memory +${growth} MiB at most`,
    findings: [
      ...(growth > MAX_GROWTH_MIB ? [`memory grew by ${growth} MiB`] : []),
      ...others.map((status) => `one was answered ${status}`),
    ],
    notes: statuses.every((status) => status === 503) ? ["no file was taken"] : [],
  };
}

async function send(
  { origin }: Portal,
  { cookie, csrf }: Signed,
  { path, fields, filesName, file }: Form,
): Promise<number> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf, ...fields })) body.set(name, value);
  body.set(filesName, file);
  const answer = await fetch(origin + path, {
    method: "POST",
    headers: { origin, cookie },
    body,
    redirect: "manual",
  });
  await answer.body?.cancel();
  return answer.status;
}
