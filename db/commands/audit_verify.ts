import { findChainHead } from "../audit/events.ts";
import { type ChainReport, verifyChain } from "../audit/verify.ts";
import { formatInstant } from "../../domain/dates.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";

const USAGE = "uso: deno task audit:verify [--head=HUELLA]";
const SHA256 = /^[0-9a-f]{64}$/;
const HINT = "Si SESSION_SECRETS cambió, ponga también los secretos anteriores, que son la llave.";

/**
 * `deno task audit:verify`: walks the whole chain of events; exit 1 where it is broken, or does not
 * have the head that was stored elsewhere.
 */
if (import.meta.main) {
  await runCommand(async ({ openPortal, readSettings }) => {
    const head = readHead(Deno.args);
    const { sessionSecrets } = await readSettings();
    const { db } = await openPortal();
    const report = await verifyChain(db, sessionSecrets, head === undefined ? {} : { head });
    const last = await findChainHead(db);
    console.log(describe(report, last?.sha256));
    return report.brokenAt === null && report.hasHead ? 0 : 1;
  });
}

function readHead(args: string[]): string | undefined {
  const { words, options } = readOptions(args, ["head"]) ?? {};
  const head = options?.get("head")?.toLowerCase();
  if (!words || words.length > 0 || (head !== undefined && !SHA256.test(head))) {
    throw new UsageError(USAGE);
  }
  return head;
}

function describe(report: ChainReport, last: string | undefined): string {
  const { count, brokenAt, hasHead, unmarked, sealedAt } = report;
  if (brokenAt !== null) {
    return `La cadena está rota en el hecho ${brokenAt}, después de ${count} correctos. ${HINT}`;
  }
  if (!hasHead) {
    return "La cadena no contiene esa huella: le quitaron hechos, o la escribieron de nuevo.";
  }
  const whole = `La cadena está completa: ${count} hechos. Último: ${last}`;
  if (unmarked === 0 || sealedAt === null) return whole;
  return `${whole}\nLos primeros ${unmarked} son de antes de la llave y se sellaron el ${
    formatInstant(sealedAt)
  }.`;
}
