import { type SQL, sql } from "drizzle-orm";
import { FOLDS } from "../../domain/search_words.ts";

/**
 * The SQL of a text without accents and capitals, for a generated column: the database itself keeps
 * it right, whoever writes the row.
 */
export function folded(expression: string): SQL {
  const bare = FOLDS.reduce(
    (text, [marked, plain]) => `replace(${text}, ${literal(marked)}, '${plain}')`,
    expression,
  );
  return sql.raw(`lower(${bare})`);
}

/** A mark alone would merge with the quote before it, so it is written by its code. */
function literal(letter: string): string {
  return /\p{M}/u.test(letter) ? `char(${letter.codePointAt(0)})` : `'${letter}'`;
}
