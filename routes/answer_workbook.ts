import { onceEnded } from "../lib/queue.ts";
import { streamWorkbook, type WorkbookPlan } from "../lib/xlsx/writer.ts";
import { attachment } from "./attachment.ts";
import type { Ctx } from "./context.ts";
import { MAX_UNREAD } from "./queues.ts";

/**
 * Answers with a workbook of the EPS to be saved under a name, written no faster than it is read.
 * `onEnd` is called once when it is over, also where the reader went away.
 */
export function answerWorkbook(
  c: Ctx,
  name: string,
  plan: WorkbookPlan,
  onEnd?: () => void,
): Response {
  const { eps } = c.get("services").settings;
  const body = streamWorkbook(plan, eps.name);
  return c.body(onEnd ? onceEnded(body, onEnd, MAX_UNREAD) : body, 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": attachment(name),
  });
}
