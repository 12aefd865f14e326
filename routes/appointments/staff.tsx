import { Hono } from "hono";
import { z } from "zod";
import { DeskPage } from "../../components/appointments/desk_page.tsx";
import {
  StaffAppointmentPage,
  StaffCallbackPage,
} from "../../components/appointments/staff_pages.tsx";
import { AGENDAS } from "../../components/staff/links.ts";
import { findAgendaDesk } from "../../db/appointments/desk.ts";
import { mailOfAppointment } from "../../db/appointments/mails.ts";
import {
  answerCallback,
  findAppointmentHolder,
  findCallbackForStaff,
} from "../../db/appointments/staff.ts";
import { findMovable, moveForAffiliate } from "../../db/appointments/staff_moves.ts";
import { type CalledBack, outcomeProblem } from "../../domain/appointments/callback.ts";
import { formatDate, readTypedDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { mailSettings, pageOf } from "./draft.ts";

const MODULE = "Agendas";
const typed = z.string().max(100).default("");
const DAY = z.object({ sede: typed, fecha: typed });
const MOVE = z.object({ hora: typed });
const CALL = z.object({ resultado: typedText });

/** The staff looks after agendas: who is to be called, what must move, and each day of a site. */
export function staffAgendaRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(DAY), async (c) => {
    const { db, now } = c.get("services");
    const { sede, fecha } = c.req.valid("query");
    const today = todayOf(c);
    const reading = fecha === "" ? { date: today } : readTypedDate(fecha);
    const errors = "problem" in reading ? [{ field: "fecha", message: reading.problem }] : [];
    const day = "problem" in reading ? today : reading.date;
    const shown = { siteCode: errors.length > 0 ? "" : sede, day };
    const desk = await findAgendaDesk(db, { ...shown, nowMs: now() });
    const typedDay = { sede, fecha: fecha === "" ? formatDate(today) : fecha };
    const content = (
      <DeskPage desk={desk} shown={shown} typed={typedDay} today={today} errors={errors} />
    );
    return answer(c, content, errors);
  });

  routes.get("/citas/:cita", (c) => viewAppointment(c, (id) => answerMove(c, id, [])));
  routes.post(
    "/citas/:cita",
    formInput(MOVE),
    (c) =>
      viewAppointment(c, (id, holder) => moveTo(c, { id, holder, hora: c.req.valid("form").hora })),
  );

  routes.get("/llamadas/:llamada", (c) => viewCallback(c, (one) => answerCall(c, one, "", [])));
  routes.post("/llamadas/:llamada", formInput(CALL), (c) =>
    viewCallback(c, async (callback) => {
      const { resultado } = c.req.valid("form");
      const problem = outcomeProblem(resultado);
      if (problem) {
        return answerCall(c, callback, resultado, [{ field: "resultado", message: problem }]);
      }
      const { db, now } = c.get("services");
      const { folio, affiliateId: affiliate } = callback;
      const what = { folio, outcome: resultado.trim(), staffId: sessionOf(c).userId };
      const isDone = await act(
        c,
        { name: "callbackAnswered", detail: { folio, affiliate } },
        (entry) => answerCallback(db, what, now(), entry),
      );
      if (!isDone) throw new Problem("conflict", "Otra persona ya cerró esta llamada.");
      return c.redirect(AGENDAS, 303);
    }));
  return routes;
}

type Show<Of extends unknown[]> = (...of: Of) => Promise<Response>;

/** Finds whose appointment it is, and shows it to whoever says why. */
async function viewAppointment(c: Ctx, show: Show<[id: string, holder: number]>) {
  const id = c.req.param("cita") ?? "";
  const holder = await findAppointmentHolder(c.get("services").db, id);
  if (holder === undefined) throw new Problem("notFound");
  return await viewWithReason(
    c,
    { affiliateId: holder, what: "appointment" },
    () => show(id, holder),
  );
}

async function viewCallback(c: Ctx, show: Show<[CalledBack]>) {
  const folio = c.req.param("llamada") ?? "";
  const callback = await findCallbackForStaff(c.get("services").db, folio);
  if (!callback) throw new Problem("notFound");
  const { affiliateId } = callback;
  return await viewWithReason(c, { affiliateId, what: "callback" }, () => show(callback));
}

type Wish = { id: string; holder: number; hora: string };

async function moveTo(c: Ctx, { id, holder, hora }: Wish): Promise<Response> {
  const { db, now, background, deliver } = c.get("services");
  const found = await findMovable(db, { id, nowMs: now() });
  const here = found?.hours.find((one) => String(one.id) === hora);
  const chosen = here ?? found?.elsewhere.find((one) => String(one.id) === hora);
  if (!found || !chosen) {
    return answerMove(c, id, [{ field: "hora", message: "Escoja una hora libre de la lista." }]);
  }
  const { appointment } = found;
  const changed = {
    ...appointment,
    sequence: appointment.sequence + 1,
    startsAt: chosen.startsAt,
  };
  const mails = [mailOfAppointment(here ? "moved" : "relocated", changed, mailSettings(c))];
  const detail = { appointment: appointment.code, affiliate: holder };
  const isDone = await act(c, { name: "appointmentMoved", detail }, async (entry) => {
    const move = { id, slotId: chosen.id };
    return await moveForAffiliate(db, move, now(), { entry, mails }) === "done";
  });
  if (!isDone) {
    const message = "Esa hora la acaba de tomar otra persona. Escoja otra.";
    return answerMove(c, id, [{ field: "hora", message }]);
  }
  background.run(deliver);
  return c.redirect(`${AGENDAS}/citas/${id}`, 303);
}

async function answerMove(c: Ctx, id: string, errors: FieldError[]) {
  const { db, now } = c.get("services");
  const nowMs = now();
  const found = await findMovable(db, { id, nowMs });
  if (!found) throw new Problem("notFound");
  const content = <StaffAppointmentPage {...found} nowMs={nowMs} errors={errors} {...pageOf(c)} />;
  return answer(c, content, errors);
}

function answerCall(c: Ctx, callback: CalledBack, text: string, errors: FieldError[]) {
  const content = (
    <StaffCallbackPage callback={callback} typed={text} errors={errors} {...pageOf(c)} />
  );
  return answer(c, content, errors);
}

function answer(
  c: Ctx,
  content: Parameters<typeof answerPage>[1]["content"],
  errors: FieldError[],
) {
  return answerPage(c, { title: MODULE, module: MODULE, content }, errors.length > 0 ? 422 : 200);
}
