import { type SQL, sql } from "drizzle-orm";
import { FOLDS } from "../../domain/search_words.ts";

/* What generated columns hold: the database itself keeps it right, whoever writes the row. */

/** Begins the key of payments that name no account. */
export const NO_ACCOUNT = "@";

/** The SQL of a text without accents and capitals. */
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

/**
 * The SQL of the account that a voucher was paid to, however it is written: no spaces, hyphens, dots
 * or zeros in front. Where none is named, or none applies (`hasNoAccount`), it is the provider's own.
 */
export function accountKey(): SQL {
  const method = folded("payment_method");
  const plain = ["' '", "'-'", "'.'", "char(160)"].reduce(
    (text, sign) => `replace(${text}, ${sign}, '')`,
    "account_number",
  );
  return sql`CASE WHEN instr(${method}, 'giro directo') + instr(${method}, 'cesion') > 0
    OR coalesce(account_number, '') NOT GLOB '*[1-9]*'
    THEN ${sql.raw(`'${NO_ACCOUNT}'`)} || provider_id ELSE ltrim(${sql.raw(plain)}, '0') END`;
}
