import type { InStatement } from "@libsql/client";
import type { SettlementTuple } from "../../../domain/payments/settlement_tuple.ts";

/**
 * The statement that inserts lines, each as the values of all columns of `settlements`. What all of
 * them have in common, such as taxes that nobody withheld, is sent and read once: SQLite takes longer
 * to read a value of JSON than to store it. As jsonb a line is parsed once for all its values: 0.58 s
 * instead of 1.42 s for 100,000 lines.
 */
export function insertLines(lines: SettlementTuple[]): InStatement {
  const [first = []] = lines;
  const own = [...first.keys()].filter((place) => !isShared(lines, place));
  const values = [...first.keys()].map((place) => {
    const index = own.indexOf(place);
    return index === -1 ? `?2 ->> ${place}` : `tuple ->> ${index}`;
  });
  const sql = `
    WITH line AS MATERIALIZED (SELECT jsonb(value) AS tuple FROM json_each(?1))
    INSERT INTO settlements SELECT ${values.join(", ")} FROM line`;
  const tuples = lines.map((line) => own.map((place) => line[place]));
  return { sql, args: [JSON.stringify(tuples), JSON.stringify(first)] };
}

function isShared(lines: SettlementTuple[], place: number): boolean {
  const value = lines[0]?.[place];
  return lines.every((line) => line[place] === value);
}
