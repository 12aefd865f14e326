import { placedStream } from "../lib/placed_stream.ts";
import type { Place } from "../lib/shared_queue.ts";
import { streamWorkbook, type WorkbookPlan } from "../lib/xlsx/writer.ts";
import { attachment } from "./attachment.ts";
import type { Ctx } from "./context.ts";

/**
 * Answers with a workbook of the EPS to be saved under a name, written no faster than it is read;
 * `place` ends with it, also where the reader went away.
 */
export function answerWorkbook(
  c: Ctx,
  name: string,
  plan: WorkbookPlan,
  place?: Place,
): Response {
  const { settings: { eps }, queues: { maxUnread } } = c.get("services");
  const body = streamWorkbook(plan, eps.name);
  return c.body(place ? placedStream(body, place, maxUnread) : body, 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": attachment(name),
  });
}
