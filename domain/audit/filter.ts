import { AUDIT_EVENT_NAMES, type AuditEventName } from "./event.ts";
import { addDays, type CivilDate, readTypedDate, startOfDayMs } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { type Nit, parseNit } from "../nit.ts";
import { readVoucherFilter } from "../payments/voucher_filter.ts";

/** The filter of the audit log, used by page, links and downloads alike. */
export type AuditFilter = {
  from: CivilDate;
  to: CivilDate;
  name?: AuditEventName;
  result?: "ok" | "refused";
  nit?: Nit;
  source?: string;
  /** As it was typed: an email address, a NIT (of the representative) or the number of a person. */
  person?: string;
};

/** What was typed, by the names of the fields. */
export type TypedAudit = {
  desde: string;
  hasta: string;
  hecho: string;
  persona: string;
  nit: string;
  direccion: string;
  resultado: string;
};

/** Judges what was typed; empty dates mean today and the 90 days before. */
export function readAuditFilter(
  typed: TypedAudit,
  today: CivilDate,
): { filter: AuditFilter } | { errors: FieldError[] } {
  const range = readVoucherFilter(
    { from: typed.desde, to: typed.hasta },
    today,
    RANGE,
    readTypedDate,
  );
  const nit = typed.nit.trim() === "" ? undefined : parseNit(typed.nit);
  const errors = "errors" in range ? [...range.errors] : [];
  if (typed.nit.trim() !== "" && nit === undefined) errors.push(WRONG_NIT);
  if ("errors" in range || errors.length > 0) return { errors };
  const name = AUDIT_EVENT_NAMES.find((known) => known === typed.hecho);
  const result = (["ok", "refused"] as const).find((known) => known === typed.resultado);
  const [person, source] = [typed.persona.trim(), typed.direccion.trim()];
  return {
    filter: {
      ...range.filter,
      ...(name && { name }),
      ...(result && { result }),
      ...(nit && { nit }),
      ...(source && { source }),
      ...(person && { person }),
    },
  };
}

const RANGE = { from: "desde", to: "hasta" };
const WRONG_NIT: FieldError = {
  field: "nit",
  message: "Este NIT no es válido: revise los números y el dígito de verificación.",
};

/** The instants at which the days of a filter begin and end in Bogotá; the end is exclusive. */
export function instantsOf({ from, to }: { from: CivilDate; to: CivilDate }) {
  return { fromMs: startOfDayMs(from), toMs: startOfDayMs(addDays(to, 1)) };
}

/** Minutes after midnight of `HH:mm`, `ifEmpty` where nothing was typed, undefined where it is no time. */
export function readTime(typed: string, ifEmpty: number): number | undefined {
  if (typed.trim() === "") return ifEmpty;
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed.trim()) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The number of a person as her page's link writes it: `#12`. */
export function personNumber(typed: string): number | undefined {
  const [, digits] = /^#?([1-9]\d{0,14})$/.exec(typed) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
