import { DatabaseSync } from "node:sqlite";
import { openNameless } from "../../lib/upload/nameless.ts";

/** Where a code stands in the files of a load: which of its tables, and which row of it. */
export type CodePlace = { table: number; row: number };
export type SeenCode = CodePlace & { code: string; digest: string };

/**
 * The codes that the files of one load brought so far, millions of them, in a temporary database of
 * its own that goes to the disk where it grows: the memory stays flat, and the portal's database learns
 * nothing of a load that is only judged. It is the runtime's SQLite, because a portal on a remote
 * database may run no native code.
 */
export type SeenCodes = Disposable & {
  /** Notes codes in their order. Answers, for those that came before, how they stood first. */
  note(codes: SeenCode[]): Map<SeenCode, SeenCode>;
  /** Which of some codes came. */
  among(codes: string[]): Set<string>;
};

export function openSeenCodes(folder?: string): SeenCodes {
  const database = openTemporary(folder);
  const insert = database.prepare(INSERT);
  const find = database.prepare(FIND);
  const findAll = (codes: string[]): SeenCode[] => {
    const found = find.get(JSON.stringify(codes));
    return JSON.parse(String(found?.list));
  };
  return {
    note(codes) {
      const { changes } = insert.run(JSON.stringify(codes));
      if (Number(changes) === codes.length) return new Map();
      const first = new Map(findAll(codes.map(({ code }) => code)).map((one) => [one.code, one]));
      return new Map(codes.flatMap((one) => {
        const before = first.get(one.code);
        const isFirst = before?.table === one.table && before.row === one.row;
        return before && !isFirst ? [[one, before] as const] : [];
      }));
    },
    among: (codes) => new Set(findAll(codes).map(({ code }) => code)),
    [Symbol.dispose]: () => database.close(),
  };
}

/** In memory where nothing can be written. SQLite's own databases without a name need every permission. */
function openTemporary(folder?: string): DatabaseSync {
  try {
    return openNameless((path) => prepared(new DatabaseSync(path)), folder);
  } catch {
    return prepared(new DatabaseSync(":memory:"));
  }
}

/** SQLite writes to a file that has lost its name, but it does not begin with one. */
function prepared(database: DatabaseSync): DatabaseSync {
  for (const statement of [...SETTINGS, "BEGIN", TABLE]) database.exec(statement);
  return database;
}

/**
 * Nothing of it outlives the load, so nothing of it must survive a crash, and its one transaction never
 * ends: pages go to the disk where the cache (in KiB) is full, not at each note. The journal has only the
 * pages of before the transaction, of which there are none; the runtime allows no database without one.
 */
const SETTINGS = [
  "PRAGMA journal_mode = MEMORY",
  "PRAGMA synchronous = OFF",
  "PRAGMA temp_store = MEMORY",
  "PRAGMA cache_size = -65536",
];
const TABLE = `CREATE TABLE seen (code TEXT PRIMARY KEY, digest TEXT NOT NULL,
  "table" INTEGER NOT NULL, "row" INTEGER NOT NULL) STRICT, WITHOUT ROWID`;
const INSERT = `INSERT INTO seen
  SELECT value ->> 'code', value ->> 'digest', value ->> 'table', value ->> 'row'
  FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;
const FIND = `SELECT json_group_array(
    json_object('code', code, 'digest', digest, 'table', "table", 'row', "row")) AS list FROM seen
  WHERE code IN (SELECT value FROM json_each(?))`;
