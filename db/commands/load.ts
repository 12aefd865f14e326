import {
  describeCounts,
  describeFinding,
  type LoadReport,
  toReportJson,
  VERDICTS,
} from "../../domain/loads/report.ts";
import { FILE_KINDS, KIND_NAMES } from "../../domain/loads/kind.ts";
import { epsIdentity } from "../../domain/eps.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Config } from "../../lib/config.ts";
import { COMMAND_LINE, commandEvent } from "./audit.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { loadFiles } from "../loads/files.ts";
import { findReport } from "../loads/history.ts";
import { refreshOddPayments } from "../loads/odd_payments.ts";
import { type LoadProgress, LoadStoppedError } from "../loads/progress.ts";
import type { NoticeSettings } from "../notices/notices.ts";
import { COMMAND_TURN_MS, readSheets } from "../loads/sheets.ts";
import { pauseEvery } from "../../lib/turn.ts";

const USAGE = "uso: deno task load ARCHIVO… [--foto-completa] [--dry-run] [--json]";
const OPTIONS = ["--foto-completa", "--dry-run", "--json"];

function readArguments(args: string[]) {
  const paths = args.filter((argument) => !argument.startsWith("--"));
  const isUnknown = args.some((one) => one.startsWith("--") && !OPTIONS.includes(one));
  if (isUnknown || paths.length === 0) throw new UsageError(USAGE);
  return {
    paths,
    dryRun: args.includes("--dry-run"),
    json: args.includes("--json"),
    isWholeRegister: args.includes("--foto-completa"),
  };
}

async function judgePaths(paths: string[]): Promise<void> {
  for (const path of paths) {
    const found = await Deno.stat(path).catch(() => undefined);
    if (!found?.isFile) throw new UsageError(`no existe el archivo ${path}`);
    const file = await Deno.open(path).catch((error) => error);
    if (file instanceof Error) throw new UsageError(`no se puede leer el archivo ${path}`);
    file.close();
  }
}

function describe(report: LoadReport): string {
  const counts = FILE_KINDS.flatMap((kind) => {
    const found = report[kind];
    return found ? [`${KIND_NAMES[kind]}: ${describeCounts(found)}`] : [];
  });
  return [
    VERDICTS[report.status],
    ...(report.number === null ? [] : [`Carga: ${report.number}`]),
    ...counts,
    `Valor Pago: ${formatMoney(report.paidAmount)}`,
    ...report.errors.map((finding) => `corregir: ${describeFinding(finding)}`),
    ...report.warnings.map((finding) => `aviso: ${describeFinding(finding)}`),
  ].join("\n");
}

function writeProgress({ stage, count, total }: LoadProgress): void {
  const rows = total === null ? `${count}` : `${count} de ${total}`;
  console.error(stage === "read" ? `Filas leídas: ${rows}` : `Facturas guardadas: ${rows}`);
}

function noticeSettings({ baseUrl, sessionSecrets, eps }: Config): NoticeSettings {
  return { baseUrl, secrets: sessionSecrets, eps: epsIdentity(eps) };
}

/**
 * `deno task load`: exit 0 published or nothing to change, 1 refused, 2 usage or a missing file, 3
 * where the database is gone.
 */
if (import.meta.main) {
  await runCommand(async ({ openPortal, readSettings, signal }) => {
    const { paths, dryRun, json, isWholeRegister } = readArguments(Deno.args);
    await judgePaths(paths);
    const { db, auditLog } = await openPortal();
    try {
      const report = await loadFiles(db, readSheets(paths), {
        source: COMMAND_LINE,
        dryRun,
        isWholeRegister,
        notices: noticeSettings(await readSettings()),
        now: Date.now,
        onProgress: writeProgress,
        signal,
        pause: pauseEvery(COMMAND_TURN_MS),
        record: (end, write) => auditLog.write(commandEvent({ name: "load", ...end }), write),
      });
      if (report.status === "published") await refreshOddPayments(db, Date.now());
      const shown = await findReport(db, report.id) ?? report;
      console.log(json ? JSON.stringify(toReportJson(shown), null, 2) : describe(shown));
      return report.status === "refused" ? 1 : 0;
    } catch (error) {
      if (error instanceof LoadStoppedError) return 0;
      throw error;
    }
  });
}
