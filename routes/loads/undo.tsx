import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { loadHref } from "../../components/loads/links.ts";
import { LoadUndoPage } from "../../components/loads/undo_page.tsx";
import { refreshOddPayments } from "../../db/loads/odd_payments.ts";
import { previewUndo, undoLoad } from "../../db/loads/undo.ts";
import type { StoredLoad } from "../../db/loads/history.ts";
import type { LoadOutcome } from "../../domain/loads/outcome.ts";
import { recorderOf } from "../audit.ts";
import { requireStaff } from "../guards/authorize.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { auditRefusal, problemOf } from "./acts.ts";
import { answerPage } from "../representation.tsx";
import { loadOf } from "./loads.tsx";

/** Undoing a load: first what it will change, then the act. */
export function loadUndoRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:id/deshacer", requireStaff("loadPayments"), async (c) => {
    const load = await loadOf(c);
    return answerUndo(c, load, await previewUndo(c.get("services").db, load));
  });

  routes.post("/:id/deshacer", requireStaff("loadPayments"), async (c) => {
    const { db, now, background } = c.get("services");
    const load = await loadOf(c);
    const record = recorderOf(c, "loadUndone");
    const act = { userId: sessionOf(c).userId, nowMs: now(), record };
    const outcome = await undoLoad(db, load.id, act);
    if (outcome.isDone) {
      background.run(() => refreshOddPayments(db, now()));
      return c.redirect(loadHref(outcome.report.id), 303);
    }
    auditRefusal(c, "loadUndone", load, outcome);
    if (outcome.reason === "touchedLater") return answerUndo(c, load, outcome);
    throw problemOf(outcome);
  });
  return routes;
}

function answerUndo(c: Ctx, load: StoredLoad, preview: LoadOutcome) {
  const content = <LoadUndoPage load={load} preview={preview} csrfToken={csrfTokenOf(c) ?? ""} />;
  const isRefused = c.req.method === "POST" && !preview.isDone;
  const view = { title: "Deshacer la carga", module: "Cargar pagos", content } as const;
  return answerPage(c, view, isRefused ? 409 : 200);
}
