import { Hono } from "hono";
import { ENROLMENTS } from "../../components/staff/links.ts";
import { exportApproved, findExported } from "../../db/enrolment/staff.ts";
import { readAnswers, readTyped } from "../../domain/enrolment/answers.ts";
import { affiliateRows, AFFILIATES_HEADER } from "../../domain/enrolment/file.ts";
import { Problem } from "../../domain/errors.ts";
import { answerCsv } from "../answer_csv.ts";
import { act } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { formInput } from "../input.ts";
import { z } from "zod";

/** The file for the EPS's own system: making one marks what is in it, and it can be taken again. */
export function enrolmentExportRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/", formInput(z.object({})), async (c) => {
    const { db, now } = c.get("services");
    await act(c, { name: "enrolmentsExported" }, (entry) => exportApproved(db, now(), entry));
    return c.redirect(`${ENROLMENTS}?estado=aprobadas`, 303);
  });

  routes.get("/:instante", async (c) => {
    const at = Number(c.req.param("instante"));
    const { rows, place } = await beginDownload(c, "downloads", async () => ({
      detail: { what: "enrolments" },
      rows: await rowsOfFile(c, at),
    }));
    const table = { header: AFFILIATES_HEADER, rows: [rows] };
    return answerCsv(c, `Afiliados_${at}.csv`, table, place);
  });
  return routes;
}

async function rowsOfFile(c: Ctx, at: number) {
  const exported = Number.isSafeInteger(at) ? await findExported(c.get("services").db, at) : [];
  if (exported.length === 0) throw new Problem("notFound", "No encontramos ese archivo.");
  return exported.flatMap(({ email, typed, ...approval }) =>
    affiliateRows({ email }, readAnswers(readTyped(typed)), approval)
  );
}
