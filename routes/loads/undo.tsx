import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { loadHref } from "../../components/loads/links.ts";
import { ConfirmUndoPage, LoadUndoPage } from "../../components/loads/undo_page.tsx";
import { countLoadMails } from "../../db/loads/mails.ts";
import { refreshOddPayments } from "../../db/loads/odd_payments.ts";
import { previewUndo, undoLoad } from "../../db/loads/undo.ts";
import type { StoredLoad } from "../../db/loads/history.ts";
import type { FieldError } from "../../domain/errors.ts";
import { asSentence, type LoadRefusal } from "../../domain/loads/outcome.ts";
import { loadTitle } from "../../domain/loads/record.ts";
import type { UndoPreview } from "../../domain/loads/undo.ts";
import { readControlTotal } from "../../domain/loads/review.ts";
import { reasonProblem } from "../../domain/reason.ts";
import { recorderOf } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput } from "../input.ts";
import { auditRefusal, noticeSettings, problemOf } from "./acts.ts";
import { answerPage } from "../representation.tsx";
import { loadOf } from "./loads.tsx";
import { requireLoader } from "./subject.ts";

const FORM = z.object({
  motivo: z.string().max(2000).default(""),
  total: z.string().max(100).default(""),
});
type Typed = z.infer<typeof FORM>;
const NOTHING_TYPED: Typed = { motivo: "", total: "" };

/** Undoing a load: what it will change, then why and with which control total. */
export function loadUndoRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  const loads = requireLoader();
  routes.get("/:id/deshacer", loads, async (c) => {
    const load = await loadOf(c);
    return await answerPreview(c, load, await preview(c, load));
  });

  routes.get("/:id/deshacer/confirmar", loads, async (c) => {
    const load = await loadOf(c);
    const seen = await preview(c, load);
    return seen.isDone
      ? answerForm(c, load, NOTHING_TYPED, [])
      : await answerPreview(c, load, seen);
  });

  routes.post("/:id/deshacer/confirmar", loads, formInput(FORM), async (c) => {
    return await undo(c, await loadOf(c), c.req.valid("form"));
  });
  return routes;
}

/** A form that the same person sent twice leads to the one undo that it made. */
async function undo(c: Ctx, load: StoredLoad, form: Typed) {
  const { userId } = sessionOf(c);
  if (load.undoneBy === userId && load.undoneByLoadId) {
    return c.redirect(loadHref(load.undoneByLoadId), 303);
  }
  const seen = await preview(c, load);
  if (!seen.isDone) return await refuse(c, load, seen);
  const { errors, controlTotal } = judgeForm(load, form);
  if (errors.length > 0) return answerForm(c, load, form, errors);
  const { db, now, settings, background, deliver } = c.get("services");
  const notices = noticeSettings(settings);
  const record = recorderOf(c, "loadUndone");
  const act = { userId, controlTotal, reason: form.motivo.trim(), nowMs: now(), notices, record };
  const outcome = await undoLoad(db, load.id, act);
  if (outcome.isDone) {
    background.run(deliver);
    background.run(() => refreshOddPayments(db, now()));
    return c.redirect(loadHref(outcome.report.id), 303);
  }
  if (outcome.reason !== "controlTotal") return await refuse(c, load, outcome);
  auditRefusal(c, "loadUndone", load, outcome);
  return answerForm(c, load, form, [{ field: "total", message: asSentence(outcome.message) }]);
}

function judgeForm({ report }: StoredLoad, { motivo, total }: Typed) {
  const reason = reasonProblem(motivo);
  const reading = report.paidAmount === 0 ? { cents: 0 } : readControlTotal(total);
  const errors: FieldError[] = [
    ...(reason ? [{ field: "motivo", message: reason }] : []),
    ...("problem" in reading ? [{ field: "total", message: reading.problem }] : []),
  ];
  return { errors, controlTotal: "cents" in reading ? reading.cents : 0 };
}

async function refuse(c: Ctx, load: StoredLoad, refusal: LoadRefusal) {
  auditRefusal(c, "loadUndone", load, refusal);
  if (refusal.reason === "touchedLater") return await answerPreview(c, load, refusal, 409);
  throw problemOf(refusal);
}

async function preview(c: Ctx, load: StoredLoad): Promise<UndoPreview | LoadRefusal> {
  const { db, settings } = c.get("services");
  const act = { userId: sessionOf(c).userId, notices: noticeSettings(settings) };
  return await previewUndo(db, load, act);
}

async function answerPreview(
  c: Ctx,
  load: StoredLoad,
  seen: UndoPreview | LoadRefusal,
  status: 200 | 409 = 200,
) {
  const mails = await countLoadMails(c.get("services").db, load.id);
  const content = <LoadUndoPage load={load} preview={seen} mails={mails} />;
  return answerPage(c, viewOf(load, content), status);
}

function answerForm(c: Ctx, load: StoredLoad, typed: Typed, errors: FieldError[]) {
  const csrfToken = csrfTokenOf(c) ?? "";
  const content = (
    <ConfirmUndoPage load={load} typed={typed} errors={errors} csrfToken={csrfToken} />
  );
  return answerPage(c, viewOf(load, content), errors.length > 0 ? 422 : 200);
}

function viewOf(load: StoredLoad, content: Parameters<typeof answerPage>[1]["content"]) {
  return { title: `Deshacer la ${loadTitle(load)}`, module: "Cargar archivos", content } as const;
}
