import { z } from "zod";
import { findPersonIds, type LogFilter } from "../../db/audit/log.ts";
import {
  type AuditFilter,
  instantsOf,
  personNumber,
  readAuditFilter,
  type TypedAudit,
} from "../../domain/audit/filter.ts";
import type { FieldError } from "../../domain/errors.ts";
import { parseNit } from "../../domain/nit.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";
import { type Ctx, todayOf } from "../context.ts";

const typed = z.string().max(300).default("");

export const AUDIT_QUERY = z.object({
  desde: typed,
  hasta: typed,
  hecho: typed,
  persona: typed,
  nit: typed,
  direccion: typed,
  resultado: typed,
});

export type ReadFilter = { filter: AuditFilter; logFilter: LogFilter } | { errors: FieldError[] };

/** Checks what was typed and finds the person that it names. */
export async function readLogFilter(c: Ctx, query: TypedAudit): Promise<ReadFilter> {
  const reading = readAuditFilter(query, todayOf(c));
  if ("errors" in reading) return reading;
  const { filter } = reading;
  const { from: _from, to: _to, person, ...rest } = filter;
  const range = instantsOf(filter);
  if (person === undefined) return { filter, logFilter: { ...range, ...rest } };
  const userIds = await findTypedPerson(c, person);
  if (userIds.length === 0) return { errors: [NOBODY] };
  return { filter, logFilter: { ...range, ...rest, userIds } };
}

export const NOBODY: FieldError = {
  field: "persona",
  message: "Nadie entra con ese correo, NIT o número. Búsquelo en Usuarios.",
};

/** The ids of the people that an address, a NIT or a number names; empty for nobody. */
export async function findTypedPerson(c: Ctx, typed: string): Promise<number[]> {
  const { db } = c.get("services");
  const email = canonicalEmail(typed);
  if (email !== undefined) return await findPersonIds(db, { email });
  const nit = typed.startsWith("#") ? undefined : parseNit(typed);
  if (nit !== undefined) return await findPersonIds(db, { nit });
  const id = personNumber(typed);
  return id === undefined ? [] : await findPersonIds(db, { id });
}
