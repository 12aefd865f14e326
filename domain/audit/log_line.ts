import type { LoggedEvent } from "./logged_event.ts";
import { activityName } from "./activity.ts";
import { describeDetail } from "./detail.ts";

/** An event as the log shows it. */
export type LogLine = {
  id: number;
  at: number;
  /** Her name, address or role, with her number, which tells people of the same name apart. */
  person: string;
  what: string;
  detail: string;
  provider: string;
  nit: string;
  result: "Hecho" | "Rechazado";
  source: string;
  requestId: string;
};

export function describeEvent(event: LoggedEvent): LogLine {
  const { id, at, name, result, nit, legalName, source, requestId } = event;
  return {
    id,
    at,
    person: personOf(event),
    what: activityName(name),
    detail: detailOf(event),
    provider: legalName ?? "",
    nit: nit ?? "",
    result: result === "ok" ? "Hecho" : "Rechazado",
    source,
    requestId,
  };
}

function detailOf({ detail, aboutName, motive }: LoggedEvent): string {
  const { note: _, person, ...rest } = detail;
  return [
    ...(person === undefined ? [] : [`a ${aboutName || "la persona"} #${person}`]),
    describeDetail({ ...rest, ...(motive && { note: motive }) }),
  ].filter((words) => words !== "").join(", ");
}

function personOf({ userId, personName, email, source }: LoggedEvent): string {
  if (userId !== null) return `${personName || email || "Representante legal"} #${userId}`;
  return NOBODY[source] ?? "Sin identificar";
}

/** Who acted where nobody was signed in, by where an event comes from. */
const NOBODY: Record<string, string> = {
  "línea de comandos": "Quien opera el portal",
  portal: "El portal",
};
