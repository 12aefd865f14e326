import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { affiliates } from "./schema.ts";

type Named = Record<"firstName" | "secondName" | "firstSurname" | "secondSurname", SQLWrapper>;

/** The SQL of the whole name of an affiliate, given names first; null where there is no row. */
export function fullName(
  { firstName, secondName, firstSurname, secondSurname }: Named,
): SQL<string> {
  return sql<string>`(
    ${firstName} || coalesce(' ' || ${secondName}, '') || ' ' ||
    ${firstSurname} || coalesce(' ' || ${secondSurname}, ''))`;
}

/** The same, of the table itself. */
export const FULL_NAME = fullName(affiliates);
