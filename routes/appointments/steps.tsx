import { Hono } from "hono";
import { z } from "zod";
import { KindPage } from "../../components/appointments/kind_page.tsx";
import { SitePage } from "../../components/appointments/site_page.tsx";
import { SlotPage } from "../../components/appointments/slot_page.tsx";
import { stepHref } from "../../components/appointments/step_head.tsx";
import { holdSlot } from "../../db/appointments/booking.ts";
import { chooseCareKind, startDraft } from "../../db/appointments/drafts.ts";
import { findSites } from "../../db/appointments/sites.ts";
import { findSlotStep } from "../../db/appointments/hours.ts";
import { findKindStep } from "../../db/appointments/steps.ts";
import { promisedDay } from "../../domain/appointments/kind.ts";
import { nearestSites } from "../../domain/appointments/nearest.ts";
import { type CivilDate, dateInBogota, daysBetween, startOfMonth } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type Ctx, type Env, holderOf, personOf, todayOf } from "../context.ts";
import { requireCare } from "../guards/authorize.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { contactRoutes } from "./contact.tsx";
import { ownDraft, pageOf, withCareKind } from "./draft.ts";

const MODULE = "Citas";
/** A calendar this long, from the month of today on, is turned over. */
const MONTHS_SHOWN = 6;

const text = z.string().max(300).default("");
const SITE_FORM = z.object({ sede: text });
const KIND_FORM = z.object({ tipoCita: text });
const SLOT_FORM = z.object({ hora: text });
const SITES_QUERY = z.object({ sedes: z.string().max(10).optional() });
const SLOT_QUERY = z.object({
  mes: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/).optional().catch(undefined),
  fecha: z.iso.date().optional().catch(undefined),
});
type SlotQuery = z.output<typeof SLOT_QUERY>;

/**
 * The steps to an appointment. What was chosen is in a draft; its id stands in the addresses, so that
 * they say neither the site nor the speciality. Each choice is posted and leads to the next page.
 */
export function bookingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use("/nueva/*", requireCare());
  routes.get("/nueva", queryInput(SITES_QUERY), (c) => answerSites(c, c.req.valid("query"), []));

  routes.post("/nueva", formInput(SITE_FORM), async (c) => {
    const { db, now } = c.get("services");
    const { sede } = c.req.valid("form");
    const id = crypto.randomUUID();
    const who = { id, actorId: holderOf(c).id, affiliateId: personOf(c).id };
    if (await startDraft(db, { ...who, siteCode: sede }, now())) {
      return c.redirect(stepHref(id, "tipo"), 303);
    }
    return answerSites(c, {}, [{ field: "sede", message: "Escoja una sede de la lista." }]);
  });

  routes.get("/nueva/:borrador/tipo", (c) => answerKinds(c, []));
  routes.post("/nueva/:borrador/tipo", formInput(KIND_FORM), async (c) => {
    const { draftId: id, actorId, affiliateId } = ownDraft(c);
    const choice = { id, actorId, affiliateId, careKind: c.req.valid("form").tipoCita };
    const isChosen = await chooseCareKind(c.get("services").db, choice);
    if (isChosen) return c.redirect(stepHref(id, "hora"), 303);
    return answerKinds(c, [{ field: "tipoCita", message: "Escoja qué cita necesita." }]);
  });

  routes.get(
    "/nueva/:borrador/hora",
    queryInput(SLOT_QUERY),
    (c) => answerSlots(c, c.req.valid("query"), []),
  );
  routes.post("/nueva/:borrador/hora", formInput(SLOT_FORM), async (c) => {
    const { draftId, actorId, nowMs } = ownDraft(c);
    const { hora } = c.req.valid("form");
    const slotId = /^\d{1,15}$/.test(hora) ? Number(hora) : 0;
    if (slotId === 0) return answerSlots(c, {}, [{ field: "hora", message: "Escoja una hora." }]);
    const isHeld = await holdSlot(c.get("services").db, { draftId, actorId, slotId }, nowMs);
    if (isHeld) return c.redirect(stepHref(draftId, "datos"), 303);
    return answerSlots(c, {}, [{ field: "hora", message: TAKEN }]);
  });
  routes.route("/nueva/:borrador/datos", contactRoutes());
  return routes;
}

const TAKEN = "Esa hora la acaba de tomar otra persona. Escoja otra.";

async function answerSites(
  c: Ctx,
  { sedes }: { sedes?: string | undefined },
  errors: FieldError[],
) {
  const { db, now, settings: { eps } } = c.get("services");
  const { sites, home } = await findSites(db, { affiliateId: personOf(c).id, nowMs: now() });
  const content = (
    <SitePage
      sites={nearestSites(sites, home)}
      isAll={sedes === "todas"}
      errors={errors}
      eps={eps}
      {...pageOf(c)}
    />
  );
  return answer(c, content, errors);
}

async function answerKinds(c: Ctx, errors: FieldError[]) {
  const step = await findKindStep(c.get("services").db, ownDraft(c));
  if (!step || step.draft.movesId) throw new Problem("notFound");
  return answer(c, <KindPage {...step} errors={errors} {...pageOf(c)} />, errors);
}

async function answerSlots(c: Ctx, { mes, fecha }: SlotQuery, errors: FieldError[]) {
  const today = todayOf(c);
  const asked = monthAsked(fecha?.slice(0, 7) ?? mes, today);
  const from = asked ?? startOfMonth(today);
  const step = withCareKind(
    await findSlotStep(c.get("services").db, ownDraft(c), {
      days: daysBetween(from, startOfMonth(from, asked ? 1 : MONTHS_SHOWN)),
      day: fecha ?? today,
    }),
  );
  const first = step.nearest && startOfMonth(dateInBogota(step.nearest.startsAt));
  const month = asked ?? first ?? from;
  const content = (
    <SlotPage
      {...step}
      month={month}
      isLastMonth={month >= startOfMonth(today, MONTHS_SHOWN - 1)}
      chosen={fecha}
      promisedOn={promisedDay(step.draft.careKind, today)}
      errors={errors}
      {...pageOf(c)}
    />
  );
  return answer(c, content, errors);
}

/** The first day of a month that the calendar shows; undefined where it is another one. */
function monthAsked(month: string | undefined, today: CivilDate): CivilDate | undefined {
  if (month === undefined) return undefined;
  const first = `${month}-01`;
  const isShown = first >= startOfMonth(today) && first < startOfMonth(today, MONTHS_SHOWN);
  return isShown ? first : undefined;
}

function answer(
  c: Ctx,
  content: Parameters<typeof answerPage>[1]["content"],
  errors: FieldError[],
) {
  const view = { title: "Pedir una cita", module: MODULE, content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
