import { sql } from "drizzle-orm";
import { affiliates } from "./schema.ts";

/** The SQL of the whole name of an affiliate, given names first; null where there is no row. */
export const FULL_NAME = sql<string>`(
  ${affiliates.firstName} || coalesce(' ' || ${affiliates.secondName}, '') || ' ' ||
  ${affiliates.firstSurname} || coalesce(' ' || ${affiliates.secondSurname}, ''))`;
