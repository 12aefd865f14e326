import type { Client, InStatement, InValue, ResultSet } from "@libsql/client";
import Database from "libsql";
import { setNewest } from "../lib/newest.ts";
import type { QuestionTimes } from "./system/question_times.ts";
import { type Cells, type Read, type Reader, remoteReader } from "./reader.ts";

/** How many statements stay prepared. */
const MAX_STATEMENTS = 500;
/** How many answers are remembered, where nobody writes anything. */
const MAX_ANSWERS = 5000;

/**
 * Reads of an embedded database over a connection of their own, whose statements stay prepared: the
 * client prepares each one again, which costs more than most answers. Whatever fails here is asked
 * again of the client, which names errors and waits for locks. `path` and `timeoutMs` are what the
 * client was opened with; the connection is closed with the client.
 */
export function embeddedReader(
  client: Client,
  path: string,
  timeoutMs: number,
  times: QuestionTimes,
): Reader {
  const ask = remoteReader(client, times);
  let open: ReturnType<typeof openReads> | undefined;
  const close = () => {
    open?.close();
    open = undefined;
  };
  closeWith(client, close);
  return async (reads) => {
    if (client.closed) return await ask(reads);
    try {
      open ??= openReads(path, timeoutMs, times);
      return open.answer(reads);
    } catch {
      close();
      return await ask(reads);
    }
  };
}

/**
 * Lets the client write bytes by statements that stay prepared, too, over a connection of their own:
 * what a statement was given stays in memory until the runtime throws the statement away, and for
 * 200 MB of files that was 200 MB. What fails is tried again by the client, as above, and what answers
 * rows is asked of it. `onOpening` is what the connection begins with.
 */
export function keepByteWrites(
  client: Client,
  path: string,
  { timeoutMs, onOpening }: { timeoutMs: number; onOpening: string | undefined },
): void {
  const execute = client.execute.bind(client) as (...given: unknown[]) => Promise<ResultSet>;
  let open: { database: Database.Database; kept: Map<string, Statement> } | undefined;
  const close = () => {
    open?.database.close();
    open = undefined;
  };
  const openToWrite = () => {
    const database = new Database(path, { timeout: timeoutMs });
    if (onOpening) database.exec(onOpening);
    return database;
  };
  closeWith(client, close);
  client.execute = async (statement: InStatement | string, ...given: unknown[]) => {
    const bytes = client.closed ? undefined : withBytes(statement);
    if (!bytes) return await execute(statement, ...given);
    try {
      open ??= { database: openToWrite(), kept: new Map() };
      const kept = open.kept.get(bytes.sql) ?? open.database.prepare(bytes.sql);
      if (kept.columns().length > 0) return await execute(statement);
      open.kept.set(bytes.sql, kept);
      const { changes } = kept.run(bytes.args);
      return { ...NOTHING_READ, rowsAffected: changes };
    } catch {
      close();
      return await execute(statement);
    }
  };
}

const NOTHING_READ = {
  columns: [],
  columnTypes: [],
  rows: [],
  lastInsertRowid: undefined,
  toJSON: () => ({}),
};

/** A statement whose values come by place and bring bytes; undefined for any other. */
function withBytes(statement: InStatement | string): { sql: string; args: unknown[] } | undefined {
  if (typeof statement === "string" || !Array.isArray(statement.args)) return undefined;
  if (!statement.args.some((value) => value instanceof Uint8Array)) return undefined;
  const args = statement.args.map(toCell);
  return { sql: statement.sql, args };
}

function closeWith(client: Client, close: () => void): void {
  const closeClient = client.close.bind(client);
  client.close = () => {
    close();
    closeClient();
  };
}

type Statement = ReturnType<Database.Database["prepare"]>;

function openReads(path: string, timeoutMs: number, times: QuestionTimes) {
  const database = new Database(path, { timeout: timeoutMs });
  const kept = new Map<string, Statement>();
  const begin = database.prepare("BEGIN");
  const commit = database.prepare("COMMIT");
  const readAlone = remembering(database, read);

  function answer(reads: Read[]): Cells[][] {
    if (reads.length === 1) return reads.map(readAlone);
    begin.run([]);
    const answers = reads.map(read);
    commit.run([]);
    return answers;
  }

  function read({ sql, args, origin }: Read): Cells[] {
    const startedAt = performance.now();
    const statement = kept.get(sql) ?? keep(sql);
    const [text] = statement.get(args.map(toCell)) as [string];
    const rows = JSON.parse(text) as unknown[][];
    for (const row of rows) row.forEach(refuseInexact);
    times.note(origin, performance.now() - startedAt);
    return rows;
  }

  function keep(sql: string): Statement {
    const statement = prepareInOneCell(database, sql);
    setNewest(kept, MAX_STATEMENTS, sql, statement);
    return statement;
  }

  function close(): void {
    kept.clear();
    database.close();
  }

  return { answer, close };
}

/**
 * Reads; what is asked often is answered as before for as long as SQLite's version of the data is the
 * same: it changes with whatever any other connection commits, of this process or of another one, and
 * this connection writes nothing. To ask for it costs a third of the session's question.
 */
function remembering(database: Database.Database, read: (asked: Read) => Cells[]) {
  const dataVersion = database.prepare("PRAGMA data_version").raw(true);
  const answers = new Map<string, { sql: string; rows: Cells[] }>();
  let answeredAt: unknown;
  return (asked: Read): Cells[] => {
    if (!asked.isOften) return read(asked);
    const [version] = dataVersion.get([]) as [number];
    if (version !== answeredAt || answers.size >= MAX_ANSWERS) answers.clear();
    answeredAt = version;
    const values = JSON.stringify(asked.args);
    const known = answers.get(values);
    if (known?.sql === asked.sql) return known.rows;
    const rows = read(asked);
    answers.set(values, { sql: asked.sql, rows });
    return rows;
  };
}

/**
 * All rows of a statement as one JSON text, in their order: the binding takes longer to hand over
 * twenty rows cell by cell than SQLite takes to find them. Bytes, which JSON cannot hold, are asked
 * of the client; a fraction keeps 15 digits (the portal stores whole numbers and text).
 */
function prepareInOneCell(database: Database.Database, sql: string): Statement {
  const width = database.prepare(sql).columns().length;
  const cells = Array.from({ length: width }, (_, index) => `c${index}`).join();
  const inOneCell = `SELECT json_group_array(json_array(${cells})) FROM asked`;
  return database.prepare(`WITH asked(${cells}) AS (${sql}) ${inOneCell}`).raw(true);
}

function toCell(value: InValue): unknown {
  return typeof value === "boolean" ? Number(value) : value;
}

/** A sum that a number cannot hold exactly is an error, not a figure that is nearly right. */
function refuseInexact(cell: unknown): void {
  if (typeof cell === "number" && Math.abs(cell) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError("an integer that a number cannot hold");
  }
}
