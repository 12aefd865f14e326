import { type SQL, sql } from "drizzle-orm";
import { folded } from "./folded.ts";

/** Begins the key of payments that name no account. */
export const NO_ACCOUNT = "@";

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
