import { isDiskFull } from "../../db/disk_full.ts";
import { loadFiles } from "../../db/loads/files.ts";
import { findLoad, type StoredLoad } from "../../db/loads/history.ts";
import { publishWaitingLoad } from "../../db/loads/publishing.ts";
import type { OpenedLoad } from "../../db/loads/loads.ts";
import { storedBytes } from "../../db/files.ts";
import { judgeUploaded } from "../../db/loads/uploads/judging.ts";
import { openUploadedLoad } from "../../db/loads/uploads/opening.ts";
import { refreshOddPayments } from "../../db/loads/odd_payments.ts";
import { sweepAbandonedLoads } from "../../db/loads/dropping.ts";
import { withoutHurry } from "../../lib/patience.ts";
import type { NoticeSettings } from "../../db/notices/notices.ts";
import { readUpload } from "../../db/loads/sheets.ts";
import { Problem, type ProblemKind } from "../../domain/errors.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import {
  asSentence,
  DISK_FULL,
  type LoadOutcome,
  type LoadRefusal,
  type Publication,
  type RefusalReason,
} from "../../domain/loads/outcome.ts";
import type { Confirmed } from "../../domain/loads/odd_payment.ts";
import type { LoadReport } from "../../domain/loads/report.ts";
import { audit, recorderOf } from "../audit.ts";
import type { Ctx, Settings } from "../context.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { shownFileName } from "../../lib/upload/file_name.ts";
import { dropFiles, type LoadUpload } from "./upload.ts";

export type LoadWish = {
  userId: number;
  source: string;
  withoutNotices: boolean;
  subject: LoadSubject;
  /** Whether the files bring all affiliates: whoever is absent is retired. */
  isWholeRegister: boolean;
};
export type BegunLoad = OpenedLoad & { judged: Promise<LoadReport | undefined> };

/**
 * Opens a load of what was uploaded and judges it after the answer; then it waits for another
 * person. An `id` that is loaded already is answered as it is. `judged` is its report, undefined
 * where judging was interrupted or another process has it.
 */
export async function beginLoad(
  c: Ctx,
  upload: LoadUpload,
  wish: LoadWish,
  id: string = crypto.randomUUID(),
): Promise<BegunLoad> {
  const { db, auditLog, now, background, queues } = c.get("services");
  const { userId: createdBy, ...chosen } = wish;
  const opening = {
    ...chosen,
    id,
    createdBy,
    files: upload.files.map(({ name }) => shownFileName(name, NAMELESS_FILE)),
    fileIds: upload.files.map((file) => file.id),
    requestId: c.get("requestId"),
    clientAddress: c.get("clientAddress"),
  };
  await sweepAbandonedLoads(db, now());
  const opened = await openUploadedLoad(db, opening, now()).catch((error) => {
    throw isDiskFull(error) ? new Problem("unavailable", asSentence(DISK_FULL)) : error;
  });
  const end = Promise.withResolvers<LoadReport | undefined>();
  const judge = { auditLog, now, signal: background.signal };
  background.run(async () => {
    try {
      end.resolve(await queues.loads.run(() => judgeUploaded(db, id, judge)));
    } finally {
      end.resolve(undefined);
    }
  });
  return { ...opened, judged: end.promise };
}

/** Judges what was uploaded in its turn, and writes nothing. */
export async function judgeDry(
  c: Ctx,
  { files }: LoadUpload,
  subject: LoadSubject,
): Promise<LoadReport> {
  const { db, now, queues, background: { signal } } = c.get("services");
  const options = { source: "", dryRun: true, now, signal, subject };
  const sources = files.map((file) => ({ name: file.name, bytes: storedBytes(db, file) }));
  try {
    const judge = () => withoutHurry(() => loadFiles(db, readUpload(sources), options));
    return await queues.loads.run(judge);
  } finally {
    await dropFiles(db, files);
  }
}

/** Publishes a waiting load as a second person, tells the providers, and records who did it. */
export async function publish(
  c: Ctx,
  id: string,
  publication: Publication & {
    subject: LoadSubject;
    withoutNotices?: boolean;
    confirmed?: Confirmed;
  },
): Promise<LoadOutcome> {
  const { db, now, settings, background, deliver } = c.get("services");
  const notices = noticeSettings(settings);
  const record = recorderOf(c, "loadPublished");
  const act = { ...publication, nowMs: now(), notices, record };
  const outcome = await publishWaitingLoad(db, id, act);
  if (outcome.isDone) {
    background.run(deliver);
    background.run(() => refreshOddPayments(db, now()));
  } else auditRefusal(c, "loadPublished", await findLoad(db, id), outcome);
  return outcome;
}

/** Records that an act on a load was refused, and why. */
export function auditRefusal(
  c: Ctx,
  name: "loadPublished" | "loadUndone" | "loadWithdrawn",
  load: Pick<StoredLoad, "number"> | undefined,
  { reason }: LoadRefusal,
): void {
  audit(c, { name, result: "refused", detail: { ...(load && { load: load.number }), reason } });
}

/** The answer to a refused act on a load. */
export function problemOf({ reason, message }: LoadRefusal): Problem {
  const detail = asSentence(message);
  const errors = reason === "controlTotal" ? [{ field: reason, message: detail }] : [];
  return new Problem(PROBLEMS[reason] ?? "conflict", detail, errors);
}

const PROBLEMS: Partial<Record<RefusalReason, ProblemKind>> = {
  notFound: "notFound",
  samePerson: "forbidden",
  ownLoad: "forbidden",
  ownUndo: "forbidden",
  controlTotal: "invalid",
  diskFull: "unavailable",
};

export function noticeSettings({ baseUrl, sessionSecrets, eps }: Settings): NoticeSettings {
  return { baseUrl, secrets: sessionSecrets, eps };
}
