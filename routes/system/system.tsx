import { Hono } from "hono";
import { z } from "zod";
import { SystemPage } from "../../components/system/page.tsx";
import { findSystemState } from "../../db/system/state.ts";
import type { FieldError } from "../../domain/errors.ts";
import { readRequestCode } from "../../domain/system/trouble.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const QUERY = z.object({ numero: z.string().max(60).default("") });
const NO_NUMBER: FieldError = {
  field: "numero",
  message: "Escriba los 8 signos de la página de error: cifras, y letras de «a» a «f».",
};

/** What the portal does now, and what failed or took long. */
export function staffSystemRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const typed = c.req.valid("query").numero.trim();
    const code = readRequestCode(typed);
    const errors = typed !== "" && code === undefined ? [NO_NUMBER] : [];
    const { db } = c.get("services");
    const props = { typed, code, errors, questionTimes: db.$times.list() };
    const content = <SystemPage {...props} {...await findSystemState(db, code)} />;
    const view = { title: "Sistema", module: "Sistema", content } as const;
    return answerPage(c, view, errors.length > 0 ? 422 : 200);
  });
  return routes;
}
