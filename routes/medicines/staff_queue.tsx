import { Hono } from "hono";
import { z } from "zod";
import { OVER } from "../../components/medicines/links.ts";
import { StaffMedicinesPage } from "../../components/medicines/staff_queue_page.tsx";
import { findMedicineQueue } from "../../db/medicines/queue.ts";
import { describeDeadline } from "../../domain/medicines/deadline.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const typed = z.string().max(100).default("");
const QUERY = z.object({ estado: z.enum(["", OVER]).default(""), pagina: typed });

/** What affiliates ask for, overdue on top. */
export function staffMedicineListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { estado, pagina } = c.req.valid("query");
    const page = wantedPage(pagina);
    const { db, now } = c.get("services");
    const filter = estado === OVER ? "over" : "underWay";
    const { requests, count } = await findMedicineQueue(db, filter, { page });
    requirePage(page, count);
    const shown = requests.map((one) => ({ ...one, deadline: describeDeadline(one.dueAt, now()) }));
    const content = <StaffMedicinesPage requests={shown} {...{ filter, count, page }} />;
    return answerPage(c, { title: "Medicamentos", module: "Medicamentos", content });
  });
  return routes;
}
