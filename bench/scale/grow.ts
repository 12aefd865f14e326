import { DatabaseSync } from "node:sqlite";
import { LONG_VOUCHER, NIT } from "../support/payments.ts";
import { type Country, dayOfWeek, nitOf, vouchersOf } from "./country.ts";

/** Ids of what is made by SQL begin here; what was loaded before has smaller ones. */
export const FIRST_ID = 1_000_000;
/** How the ids of its loads begin. */
export const WEEK_IDS = "00000000-0000-4000-8000-";
const LOAD = `printf('${WEEK_IDS}%012d', :week)`;
const SUM = /^sum_(.+)$/;

/**
 * Opens a database of the portal to add a country's payments to it, week by week, as loads would
 * have done: the rows of `bench/support/payments.ts` must be in it, they are the pattern of all others.
 * By SQL, because by files fifty million lines would take a night.
 */
export function openToGrow(path: string) {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; PRAGMA foreign_keys = OFF;
    PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 100000`);
  makePattern(db);
  return {
    addProviders: (count: number) => addProviders(db, count),
    addWeek: weekAdder(db),
    countLines: () => countOf(db, "SELECT sum(settlement_count) AS n FROM voucher_revisions"),
    close() {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      db.close();
    },
  };
}

/** What all lines are copied from, with running sums: a voucher's sums are two of them. */
function makePattern(db: DatabaseSync): void {
  const sums = columnsOf(db, "voucher_revisions").map((name) => SUM.exec(name)?.[1])
    .filter((name) => name !== undefined);
  const running = sums.map((name) =>
    `sum(coalesce(${name}, 0)) OVER (ORDER BY line_number) AS ${name}`
  );
  db.exec(`
    CREATE TEMP TABLE pattern AS SELECT v.*, l.id AS old_load FROM voucher_revisions AS v
      JOIN loads AS l ON l.id = v.load_id WHERE document_number = '${LONG_VOUCHER}' AND is_current = 1;
    CREATE TEMP TABLE running AS SELECT line_number AS line, ${running} FROM settlements
      WHERE revision_id = (SELECT id FROM pattern) ORDER BY line_number;
    INSERT INTO running SELECT 0, ${sums.map(() => 0)};
    CREATE UNIQUE INDEX running_by_line ON running (line);
    CREATE TEMP TABLE plan (id INTEGER PRIMARY KEY, provider INTEGER, lines INTEGER, first INTEGER,
      start INTEGER);`);
}

function addProviders(db: DatabaseSync, count: number): void {
  const numbers = `WITH RECURSIVE ranks (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM ranks WHERE n < ${count})`;
  const provider = "(SELECT * FROM providers WHERE nit = '" + NIT + "')";
  const user = "(SELECT * FROM users WHERE kind = 'representative' LIMIT 1)";
  db.exec(`BEGIN;
    ${numbers} ${
    copyInto(db, "providers", `ranks CROSS JOIN ${provider}`, {
      id: `${FIRST_ID} + n`,
      nit: `${nitOf(0)} + n`,
      legal_name: "'Clínica ' || n || ' S.A.S.'",
      representative_id: "1000000 + n",
      email: "'pagos@clinica-' || n || '.example'",
      municipality: "'Municipio ' || n % 1100",
    })
  };
    ${numbers} ${copyInto(db, "users", `ranks CROSS JOIN ${user}`, { id: `${FIRST_ID} + n` })};
    ${numbers} ${
    copyInto(db, "memberships", `ranks CROSS JOIN (SELECT * FROM memberships LIMIT 1)`, {
      user_id: `${FIRST_ID} + n`,
      provider_id: `${FIRST_ID} + n`,
    })
  };
    COMMIT`);
}

/** Adds what is paid in a week as one load, published. */
function weekAdder(db: DatabaseSync): (country: Country, week: number) => void {
  const takeId = db.prepare("SELECT max(id) AS n FROM voucher_revisions");
  const patternLines = countOf(db, "SELECT max(line) AS n FROM running");
  const plan = db.prepare("INSERT INTO plan VALUES (?, ?, ?, ?, ?)");
  const changes = [LOAD_SQL(db), REVISIONS(db), LINES(db), CHANGES, QUEUE, VERSIONS]
    .map((sql) => db.prepare(sql));
  return (country, week) => {
    const from = Number(takeId.get()?.n);
    db.exec("BEGIN; DELETE FROM plan");
    let id = Math.max(from, FIRST_ID);
    for (const { rank, lines, firstLine } of vouchersOf(country, week)) {
      id++;
      const start = id * 7919 % (patternLines - country.linesAVoucher);
      plan.run(id, FIRST_ID + rank, lines, firstLine, start);
    }
    const values = { week: BigInt(week), day: dayOfWeek(week) };
    for (const change of changes) {
      change.setAllowUnknownNamedParameters(true);
      change.run(values);
    }
    db.exec("COMMIT");
  };
}

const AT = "unixepoch(:day) * 1000";

const LOAD_SQL = (db: DatabaseSync) =>
  copyInto(db, "loads", "(SELECT * FROM loads WHERE id = (SELECT old_load FROM pattern))", {
    id: LOAD,
    started_at: AT,
    heartbeat_at: AT,
    published_at: AT,
    year: "CAST(substr(:day, 1, 4) AS INTEGER)",
    number: ":week + 1",
    files: `'["pagos.csv"]'`,
  });

const REVISIONS = (db: DatabaseSync) => {
  const sums = columnsOf(db, "voucher_revisions").flatMap((name) => {
    const summed = SUM.exec(name)?.[1];
    return summed === undefined ? [] : [[name, `after.${summed} - before.${summed}`]];
  });
  const from = `plan CROSS JOIN pattern AS v
    JOIN running AS before ON before.line = plan.start
    JOIN running AS after ON after.line = plan.start + plan.lines`;
  return copyInto(db, "voucher_revisions", from, {
    ...Object.fromEntries(sums),
    id: "plan.id",
    provider_id: "plan.provider",
    load_id: LOAD,
    document_number: "15000 || plan.id",
    paid_on: ":day",
    account_number: "'23' || plan.provider",
    paid_amount: "after.paid_amount - before.paid_amount",
    settlement_count: "plan.lines",
    settlements_digest: "lower(hex(randomblob(32)))",
  }, "v");
};

const LINES = (db: DatabaseSync) => {
  const number = "(plan.provider % 7 * 100000 + plan.first + s.line_number - plan.start - 1)";
  const from = `plan CROSS JOIN settlements AS s ON s.revision_id = (SELECT id FROM pattern)
    AND s.line_number BETWEEN plan.start + 1 AND plan.start + plan.lines`;
  return copyInto(db, "settlements", from, {
    revision_id: "plan.id",
    line_number: "s.line_number - plan.start",
    provider_id: "plan.provider",
    invoice_key: `'FEV' || ${number}`,
    invoice_number: `printf('FEV-%06d', ${number})`,
    settled_on: ":day",
    settlement_document: "'DC-' || plan.id",
  }, "s");
};

const CHANGES = `INSERT INTO change_log
  SELECT provider, '15000' || id, :week + 1, 'posted', ${AT} FROM plan ORDER BY provider, id`;
const QUEUE = `INSERT INTO report_queue
  SELECT provider, '15000' || id, 'payment', id, :day FROM plan ORDER BY provider, id`;
const VERSIONS = `UPDATE providers SET data_version = :week + 1
  WHERE id IN (SELECT provider FROM plan)`;

/** Copies rows with some columns changed; all others stay, whichever they are. */
function copyInto(
  db: DatabaseSync,
  table: string,
  from: string,
  written: Record<string, string>,
  alias?: string,
): string {
  const columns = columnsOf(db, table);
  const prefix = alias === undefined ? "" : `${alias}.`;
  const values = columns.map((column) => written[column] ?? prefix + column);
  return `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${from}`;
}

/** Without those that the database computes. */
function columnsOf(db: DatabaseSync, table: string): string[] {
  return db.prepare(`PRAGMA table_info(${table})`).all().map(({ name }) => String(name));
}

function countOf(db: DatabaseSync, sql: string): number {
  return Number(db.prepare(sql).get()?.n);
}
