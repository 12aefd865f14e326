import { Hono } from "hono";
import { z } from "zod";
import { LISTED_STATES, StaffEnrolmentsPage } from "../../components/enrolment/staff_list_page.tsx";
import { ENROLMENTS } from "../../components/staff/links.ts";
import { StaffEnrolmentPage } from "../../components/enrolment/staff_page.tsx";
import { decideEnrolment, findEnrolmentQueue } from "../../db/enrolment/staff.ts";
import { formatDate } from "../../domain/dates.ts";
import {
  type Decision,
  readDecision,
  type TypedDecision,
} from "../../domain/enrolment/decision.ts";
import { DAY_MS, type Enrolment } from "../../domain/enrolment/enrolment.ts";
import { enrolmentDecidedMail } from "../../domain/enrolment/mail.ts";
import { summarize } from "../../domain/enrolment/summary.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { type SentEnrolment, sentEnrolment } from "./staff_papers.ts";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const MODULE = "Afiliaciones";
const QUERY = z.object({
  estado: z.enum(["por-decidir", "devueltas", "aprobadas", "rechazadas"]).default("por-decidir"),
  pagina: z.string().max(100).default(""),
});
const FORM = z.object({
  accion: z.enum(["aprobar", "devolver", "rechazar"]),
  codigo: z.string().max(100).default(""),
  fecha: z.string().max(100).default(""),
  texto: typedText,
});

/** Requests to become an affiliate, for the staff: the queue, each request, and the decision. */
export function staffEnrolmentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { estado, pagina } = c.req.valid("query");
    const page = wantedPage(pagina);
    const { db } = c.get("services");
    const found = await findEnrolmentQueue(db, LISTED_STATES[estado], page);
    requirePage(page, found.count);
    const content = (
      <StaffEnrolmentsPage
        {...found}
        page={page}
        state={estado}
        today={todayOf(c)}
        csrfToken={csrfTokenOf(c)}
      />
    );
    return answerPage(c, { title: MODULE, module: MODULE, content });
  });

  routes.get("/:afiliacion", async (c) => {
    const found = await sentEnrolment(c);
    return await answerRequest(c, found, proposed(c, found), []);
  });

  routes.post("/:afiliacion", formInput(FORM, drawAgain), async (c) => {
    const form = c.req.valid("form");
    const found = await sentEnrolment(c);
    const { folio, state, typed } = found.enrolment;
    if (state !== "sent") throw new Problem("conflict", "Ya se decidió sobre esta solicitud.");
    const department = typed.holder.residencia?.departamento ?? "";
    const reading = readDecision(form, department);
    if ("errors" in reading) return await answerRequest(c, found, form, reading.errors);
    if (!await decide(c, found.enrolment, reading.decision)) {
      throw new Problem("conflict", "Ya se decidió sobre esta solicitud.");
    }
    return c.redirect(`${ENROLMENTS}/${folio}`, 303);
  });

  return routes;
}

async function drawAgain(c: Ctx, form: TypedDecision) {
  return await answerRequest(c, await sentEnrolment(c), form, []);
}

/** The code where only one place bears the name that was typed, and the date of today or on file. */
function proposed(c: Ctx, { enrolment, onFile }: SentEnrolment): TypedDecision {
  const typed = plain(enrolment.typed.holder.residencia?.municipio ?? "");
  const same = onFile.municipalities.filter(({ municipality }) => plain(municipality) === typed);
  return {
    accion: "aprobar",
    codigo: same.length === 1 ? same[0]?.daneCode ?? "" : "",
    fecha: formatDate(onFile.affiliatedOn ?? todayOf(c)),
    texto: "",
  };
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

async function decide(c: Ctx, enrolment: Enrolment, decision: Decision): Promise<boolean> {
  const { db, now, settings, background, deliver } = c.get("services");
  const { folio, email } = enrolment;
  const at = now();
  const days = decision.state === "returned" ? settings.keepDraftDays : settings.keepEnrolmentDays;
  const mail = {
    ...enrolmentDecidedMail(email, settings, folio),
    dedupeKey: `enrolment decided ${folio} ${at}`,
    kind: "enrolment" as const,
    providerId: null,
  };
  const ending = { at, by: sessionOf(c).userId, expiresAt: at + days * DAY_MS, mail };
  const isDecided = await act(
    c,
    { name: "enrolmentDecided", detail: { folio, enrolment: decision.state } },
    (entry) => decideEnrolment(db, enrolment, decision, ending, entry),
  );
  if (isDecided) background.run(deliver);
  return isDecided;
}

function answerRequest(c: Ctx, found: SentEnrolment, typed: TypedDecision, errors: FieldError[]) {
  const { folio } = found.enrolment;
  const content = (
    <StaffEnrolmentPage
      {...found}
      sections={summarize(found.enrolment.typed)}
      today={todayOf(c)}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c)}
    />
  );
  const view = { title: `Afiliación ${folio}`, module: MODULE, content } as const;
  const status = errors.length > 0 ? 422 : 200;
  return viewWithReason(
    c,
    { enrolment: folio, what: "enrolment" },
    () => answerPage(c, view, status),
  );
}
