import { countedSome } from "../../domain/paging.ts";
import { Hono } from "hono";
import { AuditPage } from "../../components/audit/log_page.tsx";
import { countEvents, findEvents, type LogPlace } from "../../db/audit/log.ts";
import type { LoggedEvent } from "../../domain/audit/logged_event.ts";
import type { TypedAudit } from "../../domain/audit/filter.ts";
import { formatDate } from "../../domain/dates.ts";
import { staffMay } from "../../domain/accounts/role.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { describeEvent } from "../../domain/audit/log_line.ts";
import type { Ctx, Env } from "../context.ts";
import { staffRoleOf } from "../guards/authorize.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { AUDIT_QUERY, type ReadFilter, readLogFilter } from "./filter.ts";
import { z } from "zod";

const PLACE = z.string().regex(/^\d{1,15}\.\d{1,15}$/).optional();
const QUERY = AUDIT_QUERY.extend({ antes: PLACE, despues: PLACE });

/** The log of events: what happened, who did it, whose data it was, from where. */
export function staffAuditRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { antes, despues, ...typed } = c.req.valid("query");
    const reading = await readLogFilter(c, typed);
    if ("errors" in reading) return answerErrors(c, typed, reading.errors);
    if (antes !== undefined && despues !== undefined) throw new Problem("invalid");
    const place = readPlace("older", antes) ?? readPlace("newer", despues);
    return await answerFound(c, typed, reading, place);
  });
  return routes;
}

/** A page begins beside an event, by its instant and its number: `1767225600000.52`. */
function readPlace(side: LogPlace["side"], typed: string | undefined): LogPlace | undefined {
  const [at, id] = typed?.split(".") ?? [];
  return at === undefined || id === undefined
    ? undefined
    : { side, at: Number(at), id: Number(id) };
}

function placeOf(event: LoggedEvent | undefined): string | undefined {
  return event && `${event.at}.${event.id}`;
}

type Found = Exclude<ReadFilter, { errors: FieldError[] }>;

async function answerFound(
  c: Ctx,
  typed: TypedAudit,
  { filter, logFilter }: Found,
  place: LogPlace | undefined,
) {
  const { db } = c.get("services");
  const [{ events, hasNewer, hasOlder }, count] = await Promise.all([
    findEvents(db, logFilter, place),
    countEvents(db, logFilter),
  ]);
  const found = {
    filter,
    lines: events.map(describeEvent),
    count: countedSome(count, "hecho", "hechos"),
    newer: hasNewer ? placeOf(events[0]) : undefined,
    older: hasOlder ? placeOf(events.at(-1)) : undefined,
  };
  const range = { desde: formatDate(filter.from), hasta: formatDate(filter.to) };
  const content = (
    <AuditPage {...frameOf(c)} typed={{ ...typed, ...range }} errors={[]} found={found} />
  );
  return answerPage(c, { title: "Auditoría", module: "Auditoría", content });
}

function answerErrors(c: Ctx, typed: TypedAudit, errors: FieldError[]) {
  const content = <AuditPage {...frameOf(c)} typed={typed} errors={errors} />;
  return answerPage(c, { title: "Auditoría", module: "Auditoría", content }, 422);
}

function frameOf(c: Ctx) {
  const role = staffRoleOf(c);
  return { nonce: nonceOf(c), seesSystem: role !== null && staffMay(role, "watchSystem") };
}
