import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { Calendar } from "../components/parts/calendar.tsx";
import { DateField } from "../components/parts/date_field.tsx";
import { readIsoDate, readTypedDate } from "../domain/dates.ts";
import { Problem } from "../domain/errors.ts";
import { type Ctx, type Env, todayOf } from "./context.ts";
import { queryInput } from "./input.ts";
import { answerPage, nonceOf } from "./representation.tsx";
import { isFragment } from "./htmx.ts";

const typed = z.string().max(20).optional();
const QUERY = z.object({
  campo: z.enum(["desde", "hasta"]),
  desde: typed,
  hasta: typed,
  mes: z.string().regex(/^\d{4}-\d{2}$/).optional(),
  dia: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
  elegida: typed,
});

/** The calendar beside a date: a month to choose from, then the field with the day in it. */
export function calendarRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    const { campo, mes, dia, elegida, ...fields } = c.req.valid("query");
    const nonce = nonceOf(c);
    if (elegida !== undefined) {
      return answer(c, <DateField name={campo} value={elegida} nonce={nonce} autofocus />);
    }
    const today = todayOf(c);
    const reading = readTypedDate(fields[campo] ?? "");
    const chosen = "date" in reading ? reading.date : undefined;
    const focused = dia ? dayOf(dia) : mes ? undefined : chosen ?? today;
    return answer(
      c,
      <Calendar
        field={campo}
        month={focused ?? dayOf(`${mes}-01`)}
        chosen={chosen}
        today={today}
        focused={focused}
        nonce={nonce}
      />,
    );
  });
  return routes;
}

/** A part of the page that asks for it; opened as an address, it is a page of its own. */
function answer(c: Ctx, content: Child) {
  return isFragment(c) ? c.html(<>{content}</>) : answerPage(c, { title: "Calendario", content });
}

function dayOf(text: string): string {
  const reading = readIsoDate(text);
  if (!("date" in reading)) throw new Problem("invalid");
  return reading.date;
}
