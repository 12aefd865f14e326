import { createHash } from "node:crypto";
import type { LoadedAffiliate } from "../../domain/affiliates/affiliate.ts";
import { retired } from "../../domain/affiliates/retired.ts";
import { changeOfRecord, type RecordChange } from "../../domain/loaded_record.ts";
import { findingAt, type Table } from "../../domain/loads/cell.ts";
import { type CivilDate, formatDate } from "../../domain/dates.ts";
import type { Placed, TakeAffiliates } from "../../domain/loads/files.ts";
import { addError, addRepeated, type Findings } from "../../domain/loads/findings.ts";
import { type Counts, noCounts, wholeFinding } from "../../domain/loads/report.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { askActiveAffiliates, askAffiliates, toLoaded } from "./loaded.ts";
import { openSeenCodes, type SeenCode, type SeenCodes } from "./seen_codes.ts";

const COMPARED_A_TRIP = 2000;

/** What the affiliates of a load change; undefined counts where its files bring none. */
export type AffiliatePlan = { counts: Counts | undefined; changeCount: number };

export type AffiliateStream = Disposable & {
  take: TakeAffiliates;
  /** Which of some codes (`CC 123`) the files brought. */
  among(codes: string[]): Set<string>;
  /** After the last row: what a whole register leaves out is retired. Answers what changes. */
  finish(): Promise<AffiliatePlan>;
};

export type StreamOptions = {
  findings: Findings;
  /** Stores changes; nothing where the load is only judged. */
  stage: (changes: RecordChange[]) => Promise<void>;
  today: CivilDate;
  /** Whether whoever is absent is retired. */
  isWholeRegister: boolean;
};

/** What a stream knows so far. */
type Streamed = StreamOptions & { db: Db; seen: SeenCodes; tables: Table[]; plan: AffiliatePlan };

/**
 * Compares the affiliates of a load with who is stored while they are read, and stores what changes,
 * so that two million of them need no more memory than some thousands; one round trip, or two, for
 * some thousands.
 */
export function openAffiliateStream(db: Db, options: StreamOptions): AffiliateStream {
  let streamed: Streamed | undefined;
  const plan: AffiliatePlan = { counts: undefined, changeCount: 0 };
  const open = () => streamed ??= { ...options, db, seen: openSeenCodes(), tables: [], plan };
  const { findings, isWholeRegister } = options;
  return {
    async take(rows) {
      if (rows.length > 0) await compare(open(), rows);
    },
    among: (codes) => streamed?.seen.among(codes) ?? new Set(),
    async finish() {
      if (!isWholeRegister || findings.errorCount > 0) return plan;
      if (plan.counts) await retireAbsent(open(), plan.counts);
      else addError(findings, wholeFinding(NO_REGISTER));
      return plan;
    },
    [Symbol.dispose]: () => streamed?.seen[Symbol.dispose](),
  };
}

/** Compares the next rows of the files with what is stored of their people. */
async function compare(streamed: Streamed, rows: Placed<LoadedAffiliate>[]): Promise<void> {
  const { db, plan } = streamed;
  for (const row of rows) judgeBirth(streamed, row);
  const counts = plan.counts ??= noCounts();
  const fresh = withoutRepeated(streamed, rows);
  const found = await askAffiliates(db, JSON.stringify(fresh.map(({ record }) => record.code)));
  const stored = new Map(found.map(toLoaded).map(({ code, details }) => [code, details]));
  const changes: RecordChange[] = [];
  for (const { record: { code, details }, table } of fresh) {
    const before = stored.get(code);
    const read = { kind: "affiliates", code, details } as const;
    const says = (key: string) => table.places.has(key) && !isNoAddress(key, details);
    const change = changeOfRecord(read, before, says);
    counts[!before ? "new" : change ? "changed" : "unchanged"]++;
    if (change) changes.push(change);
  }
  await keep(streamed, changes);
}

/** A year of two digits is of this century: `84` would be a birth date that nobody can type. */
function judgeBirth(
  { findings, today }: Streamed,
  { record: { details }, table, row }: Placed<LoadedAffiliate>,
): void {
  const { bornOn } = details;
  if (bornOn <= today) return;
  const value = formatDate(bornOn);
  const message = `la fecha de nacimiento ${value} no ha llegado: revise el año`;
  addError(findings, { ...findingAt(table, row, "bornOn"), value, message });
}

/** An address on file may be replaced by a load, not removed, like that of a provider. */
function isNoAddress(key: string, { email }: LoadedAffiliate["details"]): boolean {
  return key === "email" && email === null;
}

/** The rows whose person did not come before; what is wrong with the others is noted. */
function withoutRepeated(
  { seen, tables, findings }: Streamed,
  rows: Placed<LoadedAffiliate>[],
): Placed<LoadedAffiliate>[] {
  const codes = rows.map(({ record, table, row }): SeenCode => ({
    code: record.code,
    digest: digestOf(record),
    table: numberOf(tables, table),
    row: row.number,
  }));
  const repeated = seen.note(codes);
  return rows.filter(({ record, table, row }, index) => {
    const code = codes[index];
    const first = code && repeated.get(code);
    const firstTable = first && tables[first.table];
    if (!first || !firstTable) return true;
    const place = { ...findingAt(table, row, "documentNumber"), value: record.code };
    const isSame = first.digest === code.digest;
    const before = { table: firstTable, row: { number: first.row } };
    addRepeated(findings, place, { first: before, isSame });
    return false;
  });
}

function numberOf(tables: Table[], table: Table): number {
  const known = tables.indexOf(table);
  return known === -1 ? tables.push(table) - 1 : known;
}

/** Retires everybody who is affiliated and did not come. */
async function retireAbsent(streamed: Streamed, counts: Counts): Promise<void> {
  const { db, seen, today } = streamed;
  let retiredCount = 0;
  for (let after: number | undefined = 0; after !== undefined;) {
    const some = await askActiveAffiliates(db, { after, limit: COMPARED_A_TRIP });
    after = some.at(-1)?.id;
    const stored = some.map(toLoaded);
    const present = seen.among(stored.map(({ code }) => code));
    const absent = stored.filter(({ code }) => !present.has(code));
    retiredCount += absent.length;
    await keep(
      streamed,
      absent.map(({ code, details }) => (
        { kind: "affiliates", code, wanted: retired(details, today), previous: details }
      )),
    );
  }
  counts.retired = retiredCount;
}

async function keep({ plan, findings, stage }: Streamed, changes: RecordChange[]): Promise<void> {
  plan.changeCount += changes.length;
  if (changes.length > 0 && findings.errorCount === 0) await stage(changes);
  await letOthersRun();
}

const NO_REGISTER = "la foto completa no trae ninguna fila de Afiliados";

/** Enough that two rows of one person that differ are never taken for the same. */
const DIGEST_LENGTH = 16;

function digestOf(record: LoadedAffiliate): string {
  return createHash("sha256").update(JSON.stringify(record.details)).digest("base64").slice(
    0,
    DIGEST_LENGTH,
  );
}
