import { Hono } from "hono";
import { z } from "zod";
import { staffRequestHref } from "../../components/medicines/links.ts";
import { StaffRequestPage } from "../../components/medicines/staff_request_page.tsx";
import { findRequestForStaff } from "../../db/medicines/queue.ts";
import { type NewRequestStep, stepRequest } from "../../db/medicines/steps.ts";
import type { NewMail } from "../../db/mail/outbox.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { describeDeadline } from "../../domain/medicines/deadline.ts";
import { requestNotice } from "../../domain/medicines/notice.ts";
import type { RequestForStaff } from "../../domain/medicines/queue.ts";
import { requestStateAfter } from "../../domain/medicines/request.ts";
import { readStep, type StepWish } from "../../domain/medicines/step_form.ts";
import { act, auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { answerFile } from "../files/download.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";

const typed = z.string().max(100).default("");
const FORM = z.object({ accion: typed, fecha: typed, motivo: typedText });
type Form = z.output<typeof FORM>;
const EMPTY: Form = { accion: "", fecha: "", motivo: "" };

/** One request, for the staff: seen with a typed reason, moved on step by step. */
export function staffMedicineRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:solicitud", (c) => withRequest(c, (request) => answerRequest(c, request, EMPTY)));

  const drawAgain = (c: Ctx, form: Form) =>
    withRequest(c, (request) => answerRequest(c, request, form));
  routes.post("/:solicitud", formInput(FORM, drawAgain), (c) => {
    const form = c.req.valid("form");
    return withRequest(c, async (request) => {
      const wish = readStep(form, todayOf(c));
      if ("errors" in wish) return answerRequest(c, request, form, wish.errors);
      if (!await takeStep(c, request, wish)) throw new Problem("conflict", MOVED_ON);
      return c.redirect(staffRequestHref(request.folio), 303);
    });
  });

  routes.get(
    "/:solicitud/formula/:foto",
    (c) =>
      withRequest(c, async ({ folio, affiliateId, files }) => {
        const file = files.find(({ id }) => id === c.req.param("foto"));
        if (!file) throw new Problem("notFound");
        const detail = { folio, affiliate: affiliateId };
        await auditFirst(c, { name: "attachmentDownloaded", detail });
        return answerFile(c, file);
      }),
  );
  return routes;
}

const MOVED_ON = "Otra persona ya cambió esta solicitud. Mírela de nuevo antes de seguir.";

/** Whatever is seen of a request is somebody's health: a reason is asked for, and it is recorded. */
async function withRequest(
  c: Ctx,
  show: (request: RequestForStaff) => Response | Promise<Response>,
): Promise<Response> {
  const { db } = c.get("services");
  const request = await findRequestForStaff(db, c.req.param("solicitud") ?? "");
  if (!request) throw new Problem("notFound", "No hay una solicitud con ese radicado.");
  const view = { affiliateId: request.affiliateId, what: "medicines" };
  return await viewWithReason(c, view, () => show(request));
}

async function takeStep(
  c: Ctx,
  { folio, state, affiliateId, email }: RequestForStaff,
  { step, scheduledOn, reason }: StepWish,
): Promise<boolean> {
  const after = requestStateAfter(state, step);
  if (!after) return false;
  const { db, now, deliver, background } = c.get("services");
  const changed = { folio, before: state, after, scheduledOn, reason, changedAt: now() };
  const detail = { folio, step, affiliate: affiliateId };
  const isDone = await act(
    c,
    { name: "medicineRequestMoved", detail },
    (entry) => stepRequest(db, changed, mailsOf(c, changed, email), entry),
  );
  if (isDone) background.run(deliver);
  return isDone;
}

/** The mail to whoever asked, where there is an address on file. */
function mailsOf(
  c: Ctx,
  { folio, after, changedAt }: NewRequestStep,
  email: string | null,
): NewMail[] {
  if (!email) return [];
  const { eps, baseUrl } = c.get("services").settings;
  const notice = requestNotice(eps, baseUrl);
  const dedupeKey = `medicines ${folio} ${after} ${changedAt}`;
  return [{ dedupeKey, kind: "medicines", providerId: null, to: email, ...notice }];
}

function answerRequest(c: Ctx, request: RequestForStaff, form: Form, errors: FieldError[] = []) {
  const deadline = describeDeadline(request.dueAt, c.get("services").now());
  const csrfToken = csrfTokenOf(c) ?? "";
  const content = <StaffRequestPage typed={form} {...{ request, deadline, errors, csrfToken }} />;
  const view = { title: `Solicitud ${request.folio}`, module: "Medicamentos", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
