import { describeFinding, type LoadReport, VERDICTS } from "../domain/load_report.ts";
import { formatMoney, toDecimal } from "../domain/money.ts";
import { UnreadableFileError } from "../lib/csv.ts";
import { runCommand, UsageError } from "./command.ts";
import { loadFiles, type LoadProgress } from "./load_files.ts";
import { readSheets } from "./sheets.ts";
import { LoadStoppedError } from "./staging.ts";

const USAGE = "uso: deno task load ARCHIVO… [--dry-run] [--json]";

function readArguments(args: string[]): { paths: string[]; dryRun: boolean; json: boolean } {
  const paths = args.filter((argument) => !argument.startsWith("--"));
  const unknown = args.find((argument) =>
    argument.startsWith("--") && argument !== "--dry-run" && argument !== "--json"
  );
  if (unknown !== undefined || paths.length === 0) throw new UsageError(USAGE);
  return { paths, dryRun: args.includes("--dry-run"), json: args.includes("--json") };
}

async function judgePaths(paths: string[]): Promise<void> {
  for (const path of paths) {
    const found = await Deno.stat(path).catch(() => undefined);
    if (!found?.isFile) throw new UsageError(`no existe el archivo ${path}`);
  }
}

/** The report as scripts read it: money as a decimal string (contract). */
function toJson(report: LoadReport) {
  return { ...report, paidAmount: toDecimal(report.paidAmount) };
}

function describe(report: LoadReport): string {
  const counts = (["providers", "vouchers", "settlements"] as const).map((kind) => {
    const { new: added, changed, unchanged } = report[kind];
    return `${NAMES[kind]}: ${added} nuevos, ${changed} cambiados, ${unchanged} sin cambio`;
  });
  return [
    VERDICTS[report.status],
    ...counts,
    `Valor Pago: ${formatMoney(report.paidAmount)}`,
    ...report.errors.map((finding) => `corregir: ${describeFinding(finding)}`),
    ...report.warnings.map((finding) => `aviso: ${describeFinding(finding)}`),
  ].join("\n");
}

const NAMES = { providers: "Prestadores", vouchers: "Comprobantes", settlements: "Facturas" };

function unreadable({ file, message }: UnreadableFileError): LoadReport {
  const none = { new: 0, changed: 0, unchanged: 0 };
  return {
    id: crypto.randomUUID(),
    status: "refused",
    providers: none,
    vouchers: none,
    settlements: none,
    paidAmount: 0,
    errors: [{ file, sheet: null, cell: null, column: null, value: null, message }],
    warnings: [],
  };
}

function writeProgress({ stage, count, total }: LoadProgress): void {
  const rows = total === null ? `${count}` : `${count} de ${total}`;
  console.error(stage === "read" ? `Filas leídas: ${rows}` : `Facturas guardadas: ${rows}`);
}

/** `deno task load`: exit 0 published or nothing to change, 1 refused, 2 usage or a missing file. */
if (import.meta.main) {
  await runCommand(async ({ openDb, signal }) => {
    const { paths, dryRun, json } = readArguments(Deno.args);
    await judgePaths(paths);
    const db = await openDb();
    try {
      const report = await loadFiles(db, readSheets(paths), {
        source: "línea de comandos",
        dryRun,
        now: Date.now,
        onProgress: writeProgress,
        signal,
      });
      console.log(json ? JSON.stringify(toJson(report), null, 2) : describe(report));
      return report.status === "refused" ? 1 : 0;
    } catch (error) {
      if (error instanceof LoadStoppedError) return 0;
      if (!(error instanceof UnreadableFileError)) throw error;
      const report = unreadable(error);
      console.log(json ? JSON.stringify(toJson(report), null, 2) : describe(report));
      return 1;
    }
  });
}
