import { Hono } from "hono";
import { loadHref } from "../../components/staff/load_links.ts";
import { LoadUndoPage } from "../../components/staff/load_undo_page.tsx";
import { previewUndo, undoLoad } from "../../db/load_undo.ts";
import type { StoredLoad } from "../../db/load_history.ts";
import type { AuditEvent } from "../../domain/audit_event.ts";
import type { LoadOutcome } from "../../domain/load_outcome.ts";
import { audit } from "../audit.ts";
import { requireStaff } from "../authorize.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { problemOf } from "../load_acts.ts";
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
    const { db, now } = c.get("services");
    const load = await loadOf(c);
    const outcome = await undoLoad(db, load.id, { userId: sessionOf(c).userId, nowMs: now() });
    const { isDone } = outcome;
    const detail: AuditEvent["detail"] = isDone
      ? { load: load.id, undo: outcome.report.id }
      : { load: load.id, reason: outcome.reason };
    audit(c, { name: "loadUndone", result: isDone ? "ok" : "refused", detail });
    if (isDone) return c.redirect(loadHref(outcome.report.id), 303);
    if (outcome.reason === "touchedLater") return answerUndo(c, load, outcome);
    throw problemOf(outcome);
  });
  return routes;
}

function answerUndo(c: Ctx, load: StoredLoad, preview: LoadOutcome) {
  const content = (
    <LoadUndoPage load={load} preview={preview} csrfToken={c.get("csrfToken") ?? ""} />
  );
  const isRefused = c.req.method === "POST" && !preview.isDone;
  const view = { title: "Deshacer la carga", module: "Cargar pagos", content } as const;
  return answerPage(c, view, isRefused ? 409 : 200);
}
