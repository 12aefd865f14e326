import type { InStatement } from "@libsql/client";
import { partsOfLine } from "../../../domain/loads/lines/line_text.ts";

/** Where some lines of a voucher are stored, one behind the other, the first as line `from`. */
export type LinePlaces = { revisionId: number; providerId: number; from: number; count: number };

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
export function insertLines(places: LinePlaces[], texts: string[], varied: number): InStatement {
  const tuples: string[] = [];
  for (const { revisionId, providerId, from, count } of places) {
    for (let line = from; line < from + count; line++) {
      const [key, tuple] = partsOfLine(texts[tuples.length] ?? "");
      tuples.push(`[${revisionId},${line},${providerId},${key},${tuple.slice(1)}`);
    }
  }
  const values = Array.from(
    { length: COLUMNS },
    (_, place) => isShared(places, varied, place) ? `?2 ->> ${place}` : `tuple ->> ${place}`,
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

function isShared(places: LinePlaces[], varied: number, place: number): boolean {
  const [first] = places;
  if (place === 0) return places.every(({ revisionId }) => revisionId === first?.revisionId);
  if (place === 2) return places.every(({ providerId }) => providerId === first?.providerId);
  return place >= HEAD_COLUMNS && (varied >> (place - HEAD_COLUMNS) & 1) === 0;
}
