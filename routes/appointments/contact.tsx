import { Hono } from "hono";
import { z } from "zod";
import { ContactPage } from "../../components/appointments/contact_page.tsx";
import { stepHref } from "../../components/appointments/step_head.tsx";
import { bookAppointment, moveAppointment } from "../../db/appointments/booking.ts";
import { keepContact } from "../../db/appointments/drafts.ts";
import { mailOfAppointment } from "../../db/appointments/mails.ts";
import { findAppointment } from "../../db/appointments/own.ts";
import { findContactStep } from "../../db/appointments/steps.ts";
import type { HeldSlot } from "../../domain/appointments/appointment.ts";
import type { AppointmentContact, BookingResult } from "../../domain/appointments/booking.ts";
import { readContact, type TypedContact } from "../../domain/appointments/contact.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, personOf } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { mailSettings, newFolio, ownDraft, pageOf, takeChange, withCareKind } from "./draft.ts";

const text = z.string().max(1000).default("");
const FORM = z.object({ telefono: text, direccion: text, correo: text });

/** Step 4: how to reach whoever comes, while the hour is kept; then the appointment is made or moved. */
export function contactRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerContact(c, undefined, []));

  routes.post("/", formInput(FORM, (c, form) => answerContact(c, form, [])), async (c) => {
    const { draft, held } = await findStep(c);
    const form = c.req.valid("form");
    if (draft.doneAs) return leadTo(c, draft.doneAs);
    if (!held) return await keepTyped(c, form);
    const { movesId } = draft;
    const reading = movesId ? { movesId } : readContact(form);
    if ("errors" in reading) return answerContact(c, form, reading.errors);
    const waitMs = await takeChange(c);
    if (waitMs > 0) return answerContact(c, form, [waitError(c, BUTTON, waitMs)], 429);
    if ("movesId" in reading) {
      const end = await move(c, held, reading.movesId);
      return end === "done" ? leadTo(c, reading.movesId) : leadToStep(c, "datos");
    }
    const end = await book(c, held, reading.contact);
    if (end === "twice") return leadToStep(c, "hora");
    return end === "done" ? leadTo(c, draft.id) : await keepTyped(c, form);
  });
  return routes;
}

/** Where both the form that books and the one that moves say that one has to wait. */
const BUTTON = "apartar";

async function findStep(c: Ctx) {
  return withCareKind(await findContactStep(c.get("services").db, ownDraft(c)));
}

/** The hour is gone: what was typed waits in the draft for the next one. */
async function keepTyped(c: Ctx, { telefono, direccion, correo }: TypedContact): Promise<Response> {
  const { draftId: id, actorId } = ownDraft(c);
  const typed = { phone: telefono, address: direccion, email: correo };
  await keepContact(c.get("services").db, { id, actorId }, typed);
  return leadToStep(c, "datos");
}

function leadToStep(c: Ctx, step: "hora" | "datos"): Response {
  return c.redirect(stepHref(ownDraft(c).draftId, step), 303);
}

function leadTo(c: Ctx, appointmentId: string): Response {
  c.get("services").background.run(c.get("services").deliver);
  return c.redirect(`/afiliados/citas/${appointmentId}`, 303);
}

/** The appointment has the id of its draft: who sends the form twice has made one. */
async function book(c: Ctx, held: HeldSlot, contact: AppointmentContact): Promise<BookingResult> {
  const { nowMs, draftId, actorId } = ownDraft(c);
  const code = newFolio(c, "CI");
  const changed = { id: draftId, code, sequence: 0, startsAt: held.startsAt, ...contact };
  const mails = [mailOfAppointment("booked", changed, mailSettings(c))];
  return await record(
    c,
    "appointmentBooked",
    code,
    (entry) =>
      bookAppointment(c.get("services").db, { code, draftId, actorId, ...contact }, nowMs, {
        entry,
        mails,
      }),
  );
}

async function move(c: Ctx, held: HeldSlot, appointmentId: string): Promise<BookingResult> {
  const { db } = c.get("services");
  const { nowMs, draftId, actorId } = ownDraft(c);
  const found = await findAppointment(db, { id: appointmentId, affiliateId: personOf(c).id });
  if (!found) throw new Problem("notFound");
  const changed = { ...found, sequence: found.sequence + 1, startsAt: held.startsAt };
  const mails = [mailOfAppointment("moved", changed, mailSettings(c))];
  return await record(
    c,
    "appointmentMoved",
    found.code,
    (entry) => moveAppointment(db, { draftId, actorId }, nowMs, { entry, mails }),
  );
}

/** Takes a slot in one batch with its event; what came to nothing is in the log as refused. */
async function record(
  c: Ctx,
  name: "appointmentBooked" | "appointmentMoved",
  code: string,
  change: (entry: Parameters<Parameters<typeof act>[2]>[0]) => Promise<BookingResult>,
): Promise<BookingResult> {
  let end: BookingResult = "taken";
  const detail = { appointment: code, affiliate: personOf(c).id };
  await act(c, { name, detail }, async (entry) => {
    end = await change(entry);
    return end === "done";
  });
  return end;
}

async function answerContact(
  c: Ctx,
  typed: TypedContact | undefined,
  errors: FieldError[],
  status?: 429,
) {
  const { draft, held, contact } = await findStep(c);
  if (draft.doneAs) return leadTo(c, draft.doneAs);
  const { phone: telefono = "", address: direccion = "", email: correo = "" } = contact;
  const content = (
    <ContactPage
      draft={draft}
      held={held}
      typed={typed ?? { telefono, direccion, correo }}
      nowMs={c.get("services").now()}
      errors={errors}
      {...pageOf(c)}
    />
  );
  const view = { title: "Pedir una cita", module: "Citas", scripts: ["hold"], content } as const;
  return answerPage(c, { ...view, scripts: ["hold"] }, status ?? (errors.length > 0 ? 422 : 200));
}
