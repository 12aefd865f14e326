import type { CivilDate } from "../dates.ts";
import type { Nit } from "../nit.ts";

/**
 * The cells of one row, by the keys of their columns. A cell with an error is null, or empty where it
 * is required, and has its error noted already.
 */
export type Cells = {
  text(key: string): string | null;
  /** The digits of a number, whatever format shows it. */
  number(key: string): string | null;
  date(key: string): CivilDate | null;
  email(key: string): string | null;
  dane(key: string): string;
  nit(key: string): Nit | null;
  /** A day and its time of day in Bogotá, in milliseconds; 0 where it is missing or has an error. */
  instant(key: string): number;
  required: {
    text(key: string): string;
    number(key: string): string;
    date(key: string): CivilDate;
  };
  /** Notes that a cell's column is or has what it must not: `no es un sexo`. */
  complain(key: string, predicate: string): null;
};

/** Reads a cell and judges its text; null where it is empty or has an error, which is noted. */
export function judged<Value extends string>(
  cells: Cells,
  key: string,
  take: (key: string) => string | null,
  read: (text: string) => Value | undefined,
  otherwise: string,
): Value | null {
  const text = take(key);
  return text === null || text === "" ? null : read(text) ?? cells.complain(key, otherwise);
}

/** How a text is read that must be one of some names, and what to say of another one. */
export function named<Key extends string>(names: readonly (readonly [Key, string])[]) {
  const read = (text: string) => names.find(([, name]) => plain(name) === plain(text))?.[0];
  return [read, `debe ser ${names.map(([, name]) => name).join(" o ")}`] as const;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ");
}
