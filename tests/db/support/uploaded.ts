import { createAuditLog } from "../../../db/audit/events.ts";
import type { Db } from "../../../db/client.ts";
import { storeStream } from "../../../db/files.ts";
import { openUploadedLoad } from "../../../db/loads/uploads/opening.ts";
import { aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { LOADER, NOW } from "./lifecycle.ts";

/** Opens a load of one uploaded file that brings these vouchers; answers its id. */
export async function uploadedLoad(db: Db, ...numbers: string[]): Promise<string> {
  const lines = [VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))];
  const bytes = ReadableStream.from([new TextEncoder().encode(lines.join("\n"))]);
  const file = { name: "comprobantes.csv", kind: "csv", bytes } as const;
  const stored = await storeStream(db, file, () => NOW);
  const id = crypto.randomUUID();
  await openUploadedLoad(db, {
    id,
    source: "navegador",
    createdBy: LOADER,
    files: ["comprobantes.csv"],
    fileIds: [stored.id],
    isWholeRegister: false,
    requestId: "a request",
    clientAddress: "192.0.2.7",
  }, NOW);
  return id;
}

/** What judges uploaded loads at a moment. */
export function judgeAt(db: Db, nowMs: number) {
  const auditLog = createAuditLog(db, ["a secret of thirty-two bytes or more"]);
  return { auditLog, now: () => nowMs, signal: new AbortController().signal };
}
