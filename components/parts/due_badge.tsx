import { urgencyOf } from "../../domain/users/data_request.ts";
import { formatDate } from "../../domain/dates.ts";
import { Badge } from "./badge.tsx";

/** A date that was promised to whoever reads it: plain until it is missed, and marked then. */
export function PromisedDate({ dueOn, today }: { dueOn: string; today: string }) {
  return dueOn < today
    ? <Badge kind="bad">Venció el {formatDate(dueOn)}</Badge>
    : <>A más tardar el {formatDate(dueOn)}</>;
}

/** How urgent something with a promised date is. */
export function DueBadge({ dueOn, today }: { dueOn: string; today: string }) {
  const urgency = urgencyOf(dueOn, today);
  if (urgency === "overdue") return <Badge kind="bad">Venció el {formatDate(dueOn)}</Badge>;
  if (urgency === "urgent") return <Badge kind="warn">Vence el {formatDate(dueOn)}</Badge>;
  return <Badge kind="annulled">Para el {formatDate(dueOn)}</Badge>;
}
