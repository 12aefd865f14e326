import type { Value } from "@libsql/client";

/** A cell of an answer as text, or null. */
export function textOrNull(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A cell of an answer as a number, or null. */
export function numberOrNull(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
