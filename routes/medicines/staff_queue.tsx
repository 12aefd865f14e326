import { Hono } from "hono";
import { z } from "zod";
import { OVER } from "../../components/medicines/links.ts";
import { StaffMedicinesPage } from "../../components/medicines/staff_queue_page.tsx";
import { findMedicineQueue } from "../../db/medicines/queue.ts";
import { Problem } from "../../domain/errors.ts";
import { describeDeadline } from "../../domain/medicines/deadline.ts";
import { PAGE_SIZE, pageCount, readPage } from "../../domain/paging.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const typed = z.string().max(100).default("");
const QUERY = z.object({ estado: z.enum(["", OVER]).default(""), pagina: typed });

/** What affiliates ask for, overdue on top. */
export function staffMedicineListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { estado, pagina } = c.req.valid("query");
    const page = readPage(pagina);
    if (page === undefined) throw new Problem("invalid", "Esa página no existe.");
    const { db, now } = c.get("services");
    const filter = estado === OVER ? "over" : "underWay";
    const { requests, count } = await findMedicineQueue(db, filter, { page });
    const pages = pageCount(count, PAGE_SIZE);
    if (page > pages) throw new Problem("notFound", "Esa página de la lista no existe.");
    const shown = requests.map((one) => ({ ...one, deadline: describeDeadline(one.dueAt, now()) }));
    const content = <StaffMedicinesPage requests={shown} {...{ filter, count, page, pages }} />;
    return answerPage(c, { title: "Medicamentos", module: "Medicamentos", content });
  });
  return routes;
}
