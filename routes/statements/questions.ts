import { findStatement } from "../../db/statements/statement.ts";
import { Problem } from "../../domain/errors.ts";
import type { Statement } from "../../domain/statements/statement.ts";
import { type Ctx, providerOf, todayOf } from "../context.ts";

export const YEAR = /^(19|20|21)\d{2}$/;

/**
 * The statement of the typed year, else of the current one. Throws a Problem where the text is no
 * year.
 */
export async function askStatement(c: Ctx, typed: string | undefined): Promise<Statement> {
  const today = todayOf(c);
  const year = typed ?? today.slice(0, 4);
  if (!YEAR.test(year)) throw new Problem("notFound", "Ese año no existe.");
  return await findStatement(c.get("services").db, providerOf(c), Number(year), today);
}
