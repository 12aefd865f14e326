import { AFFILIATES, ENROLMENTS } from "../../components/staff/links.ts";
import { findViewReason } from "../../db/affiliates/view_reasons.ts";
import { VIEW_REASON_MS, type ViewSubject } from "../../domain/affiliates/view_reason.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, resumedForm, sessionOf } from "../context.ts";
import { handleOf } from "./affiliate_handle.ts";
import { leadTo } from "./authorize.ts";
import { RESUME } from "./kept_form.ts";

/**
 * Whose data the staff wants to see, and which: a word of `WHATS` in domain/audit/detail.ts, and the
 * radicado where it tells one from another.
 */
type View = ViewSubject & { what: string; folio?: string };

/**
 * Shows one person's data to the staff: records first who sees whose data and why, so that an
 * affiliate is told. Where no reason was typed for her in this session lately, leads to the page that
 * asks for one and comes back, to a form that outlived its session with what was typed. A form that
 * is drawn again in its session is not led away: its reason may be as old as the session.
 */
export async function viewWithReason(
  c: Ctx,
  view: View,
  show: () => Response | Promise<Response>,
): Promise<Response> {
  const { db, now } = c.get("services");
  const { id: sessionId } = sessionOf(c);
  const sinceMs = c.req.method === "GET" ? now() - VIEW_REASON_MS : 0;
  const note = await findViewReason(db, view, { sessionId, sinceMs });
  if (note === undefined) {
    const back = new URLSearchParams({ volver: resumedForm(c) ? RESUME : c.req.path });
    return leadTo(c, `${await addressOf(c, view)}/motivo?${back}`);
  }
  await auditFirst(c, eventOf(view, note));
  return await show();
}

async function addressOf(c: Ctx, subject: ViewSubject): Promise<string> {
  return "enrolment" in subject
    ? `${ENROLMENTS}/${subject.enrolment}`
    : `${AFFILIATES}/${await handleOf(c, subject.affiliateId)}`;
}

function eventOf(view: View, note: string) {
  if ("enrolment" in view) {
    const { enrolment: folio, what } = view;
    return { name: "enrolmentViewed", detail: { folio, what, note } } as const;
  }
  const { affiliateId: affiliate, ...seen } = view;
  return { name: "affiliateViewed", detail: { affiliate, ...seen, note } } as const;
}
