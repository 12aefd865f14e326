import { Hono } from "hono";
import { AppointmentPage, CancelPage } from "../../components/appointments/appointment_page.tsx";
import { AppointmentsPage } from "../../components/appointments/list_page.tsx";
import { stepHref } from "../../components/appointments/step_head.tsx";
import { cancelAppointment } from "../../db/appointments/booking.ts";
import { startMove } from "../../db/appointments/drafts.ts";
import { mailOfAppointment } from "../../db/appointments/mails.ts";
import { findAppointment, findAppointments } from "../../db/appointments/own.ts";
import { whyNoCare } from "../../domain/affiliates/retired.ts";
import { type Appointment, isToCome, siteWords } from "../../domain/appointments/appointment.ts";
import { calendarFile } from "../../domain/appointments/calendar_file.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { attachment } from "../attachment.ts";
import { type Ctx, type Env, holderOf, personOf } from "../context.ts";
import { requireCare } from "../guards/authorize.ts";
import { waitError } from "../guards/wait.ts";
import { answerPage } from "../representation.tsx";
import { mailSettings, pageOf, takeChange } from "./draft.ts";

/** Somebody's appointments; another's is not found. */
export function ownAppointmentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { db, now } = c.get("services");
    const found = await findAppointments(db, { affiliateId: personOf(c).id, nowMs: now() });
    const content = <AppointmentsPage {...found} {...pageOf(c)} noCare={whyNoCare(personOf(c))} />;
    return answerPage(c, { title: "Citas", module: "Citas", content });
  });

  routes.get("/:cita", async (c) => {
    const { now, settings: { eps } } = c.get("services");
    const appointment = await findOwn(c);
    const mayMove = whyNoCare(personOf(c)) === undefined;
    const about = { appointment, nowMs: now(), eps, mayMove };
    const content = <AppointmentPage {...about} {...pageOf(c)} />;
    return answerPage(c, { title: "Su cita", module: "Citas", content });
  });

  routes.get("/:cita/cita.ics", async (c) => {
    const appointment = await findOwn(c);
    return c.body(fileOf(appointment), 200, {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": attachment("cita.ics"),
    });
  });

  routes.get("/:cita/cancelar", async (c) => {
    return answerCancel(c, await findToCome(c), []);
  });

  routes.post("/:cita/cancelar", async (c) => {
    const { db, now, background, deliver } = c.get("services");
    const found = await findToCome(c);
    const waitMs = await takeChange(c);
    if (waitMs > 0) return answerCancel(c, found, [waitError(c, "cancelar", waitMs)]);
    const { id, code } = found;
    const own = { id, affiliateId: personOf(c).id };
    const changed = { ...found, sequence: found.sequence + 1 };
    const mails = [mailOfAppointment("cancelled", changed, mailSettings(c))];
    const detail = { appointment: code, affiliate: own.affiliateId };
    const isDone = await act(
      c,
      { name: "appointmentCancelled", detail },
      (entry) => cancelAppointment(db, own, now(), { entry, mails }),
    );
    if (isDone) background.run(deliver);
    return c.redirect(`/afiliados/citas/${id}`, 303);
  });

  routes.post("/:cita/mover", requireCare(), async (c) => {
    const { db, now } = c.get("services");
    const id = crypto.randomUUID();
    const who = { id, actorId: holderOf(c).id, affiliateId: personOf(c).id };
    const move = { ...who, appointmentId: c.req.param("cita") };
    if (!await startMove(db, move, now())) throw new Problem("notFound");
    return c.redirect(stepHref(id, "hora"), 303);
  });
  return routes;
}

function answerCancel(c: Ctx, appointment: Appointment, errors: FieldError[]) {
  const content = <CancelPage appointment={appointment} errors={errors} {...pageOf(c)} />;
  const view = { title: "Cancelar la cita", module: "Citas", content } as const;
  return answerPage(c, view, errors.length > 0 ? 429 : 200);
}

async function findOwn(c: Ctx): Promise<Appointment> {
  const of = { id: c.req.param("cita") ?? "", affiliateId: personOf(c).id };
  const appointment = await findAppointment(c.get("services").db, of);
  if (!appointment) throw new Problem("notFound");
  return appointment;
}

async function findToCome(c: Ctx): Promise<Appointment> {
  const appointment = await findOwn(c);
  if (isToCome(appointment, c.get("services").now())) return appointment;
  throw new Problem("conflict", "Esta cita ya pasó o ya está cancelada.");
}

function fileOf(appointment: Appointment): string {
  const { id, sequence, state, startsAt, endsAt, changedAt, siteAddress } = appointment;
  return calendarFile({
    uid: `${id}@zonaser`,
    sequence,
    isCancelled: state === "cancelled",
    startsAt,
    endsAt,
    changedAt,
    siteName: siteWords(appointment),
    siteAddress: siteAddress ?? "",
  });
}
