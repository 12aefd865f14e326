import { isDiskFull } from "../../db/disk_full.ts";
import { judgeLoad, loadFiles } from "../../db/loads/files.ts";
import { publishWaitingLoad } from "../../db/loads/publishing.ts";
import { type OpenedLoad, openLoad } from "../../db/loads/loads.ts";
import { sweepAbandonedLoads } from "../../db/loads/dropping.ts";
import type { NoticeSettings } from "../../db/notices/notices.ts";
import { readUpload } from "../../db/loads/sheets.ts";
import { LoadStoppedError } from "../../db/loads/staging.ts";
import type { AuditEvent } from "../../domain/audit/event.ts";
import { Problem, type ProblemKind } from "../../domain/errors.ts";
import {
  asSentence,
  DISK_FULL,
  type LoadOutcome,
  type LoadRefusal,
  type Publication,
  type RefusalReason,
} from "../../domain/loads/outcome.ts";
import type { LoadReport } from "../../domain/loads/report.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { shownFileName } from "../../lib/upload/file_name.ts";
import { audit, auditEvent, recordInTurn } from "../audit.ts";
import type { Ctx, Settings } from "../context.ts";
import { removeUpload, type Upload } from "./upload.ts";

export type LoadWish = { userId: number; source: string; withoutNotices: boolean };
export type BegunLoad = OpenedLoad & { judged: Promise<LoadReport | undefined> };

/**
 * Opens a load of what was uploaded and judges it after the answer; then it waits for another
 * person. `judged` is its report, undefined where judging broke off.
 */
export async function beginLoad(c: Ctx, upload: Upload, wish: LoadWish): Promise<BegunLoad> {
  const { db, now, background, queues } = c.get("services");
  const id = crypto.randomUUID();
  const files = upload.files.map(({ name }) => shownFileName(name, NAMELESS_FILE));
  const opening = { createdBy: wish.userId, files, withoutNotices: wish.withoutNotices };
  let opened: OpenedLoad;
  try {
    await sweepAbandonedLoads(db, now());
    opened = await openLoad(db, id, wish.source, now(), opening);
  } catch (error) {
    await removeUpload(upload);
    throw isDiskFull(error) ? new Problem("unavailable", asSentence(DISK_FULL)) : error;
  }
  const event = auditEvent(c, { name: "load", result: "ok", detail: { load: opened.number } });
  const end = Promise.withResolvers<LoadReport | undefined>();
  background.run(async () => {
    try {
      end.resolve(await queues.loads.run(() => judge(c, opened, upload, event)));
    } finally {
      end.resolve(undefined);
      await removeUpload(upload);
    }
  });
  return { ...opened, judged: end.promise };
}

/** Judges an opened load; one that the end of the process stopped is refused and can be sent again. */
async function judge(
  c: Ctx,
  opened: OpenedLoad,
  { files }: Upload,
  event: AuditEvent,
): Promise<LoadReport | undefined> {
  const { db, now, background: { signal } } = c.get("services");
  try {
    const report = await judgeLoad(db, opened, readUpload(files), {
      publish: "later",
      now,
      signal,
    });
    const result = report.status === "refused" ? "refused" : "ok";
    await recordInTurn(c.get("services"), { ...event, result, at: now() });
    return report;
  } catch (error) {
    if (!(error instanceof LoadStoppedError)) throw error;
    return undefined;
  }
}

/** Judges what was uploaded in its turn, and writes nothing. */
export async function judgeDry(c: Ctx, upload: Upload): Promise<LoadReport> {
  const { db, now, queues, background: { signal } } = c.get("services");
  const options = { source: "", dryRun: true, now, signal };
  try {
    return await queues.loads.run(() => loadFiles(db, readUpload(upload.files), options));
  } finally {
    await removeUpload(upload);
  }
}

/** Publishes a waiting load as a second person, tells the providers, and records who did it. */
export async function publish(
  c: Ctx,
  id: string,
  publication: Publication & { withoutNotices?: boolean },
): Promise<LoadOutcome> {
  const { db, now, settings, background, deliver } = c.get("services");
  const notices = noticeSettings(settings);
  const outcome = await publishWaitingLoad(db, id, { ...publication, nowMs: now(), notices });
  const { isDone } = outcome;
  const detail: AuditEvent["detail"] = isDone ? { load: id } : { load: id, reason: outcome.reason };
  audit(c, { name: "loadPublished", result: isDone ? "ok" : "refused", detail });
  if (isDone) background.run(deliver);
  return outcome;
}

/** What stands in the way of an act on a load, as an answer. */
export function problemOf({ reason, message }: LoadRefusal): Problem {
  const detail = asSentence(message);
  const errors = reason === "controlTotal" ? [{ field: reason, message: detail }] : [];
  return new Problem(PROBLEMS[reason] ?? "conflict", detail, errors);
}

const PROBLEMS: Partial<Record<RefusalReason, ProblemKind>> = {
  notFound: "notFound",
  samePerson: "forbidden",
  controlTotal: "invalid",
  diskFull: "unavailable",
};

export function noticeSettings({ baseUrl, sessionSecrets, eps }: Settings): NoticeSettings {
  return { baseUrl, secrets: sessionSecrets, eps };
}
