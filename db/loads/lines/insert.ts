import type { InStatement } from "@libsql/client";
import { partsOfLine } from "../../../domain/loads/lines/line_text.ts";

/** Where a line is stored. */
export type LineHead = { revisionId: number; line: number; providerId: number };

/** Revision, line, provider and key come before the tuple. */
const HEAD_COLUMNS = 4;
const COLUMNS = 23;

/**
 * The statement that inserts lines, given as their texts (`lineText`). `varied` are the columns of
 * their tuples, as bits, that may differ between them: what all of them have in common, such as taxes
 * that nobody withheld, is read once, because SQLite takes longer to read a value of JSON than to store
 * it. As jsonb a line is parsed once for all its values, and as a text of JSON 5 in the list it is
 * not parsed before.
 */
export function insertLines(heads: LineHead[], texts: string[], varied: number): InStatement {
  const tuples = heads.map((head, index) => tupleOf(head, texts[index] ?? ""));
  const values = Array.from(
    { length: COLUMNS },
    (_, place) => isShared(heads, varied, place) ? `?2 ->> ${place}` : `tuple ->> ${place}`,
  );
  const sql = `
    WITH line AS MATERIALIZED (SELECT jsonb(value) AS tuple FROM json_each(?1))
    INSERT INTO settlements SELECT ${values.join(", ")} FROM line`;
  return { sql, args: [`[${tuples.map(quoted).join(",")}]`, tuples[0] ?? "[]"] };
}

/** A text between single quotes, as JSON 5 has it: the double ones in it stay as they are. */
function quoted(text: string): string {
  const isPlain = !text.includes("'") && !text.includes("\\");
  return `'${isPlain ? text : text.replace(/['\\]/g, "\\$&")}'`;
}

/** The values of all columns of `settlements`, as JSON. */
function tupleOf({ revisionId, line, providerId }: LineHead, text: string): string {
  const [key, tuple] = partsOfLine(text);
  return `[${revisionId},${line},${providerId},${key},${tuple.slice(1)}`;
}

function isShared(heads: LineHead[], varied: number, place: number): boolean {
  const [first] = heads;
  if (place === 0) return heads.every(({ revisionId }) => revisionId === first?.revisionId);
  if (place === 2) return heads.every(({ providerId }) => providerId === first?.providerId);
  return place >= HEAD_COLUMNS && (varied >> (place - HEAD_COLUMNS) & 1) === 0;
}
