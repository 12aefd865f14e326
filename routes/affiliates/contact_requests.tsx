import { Hono } from "hono";
import { z } from "zod";
import {
  ContactChangePage,
  ContactReceivedPage,
  NoAddressPage,
} from "../../components/affiliates/contact_request_pages.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { createContactRequest } from "../../db/affiliates/contact_requests.ts";
import { findAffiliateRecord } from "../../db/affiliates/record.ts";
import { REQUEST_FROM_HERE } from "../../domain/accounts/attempt_limit.ts";
import {
  type Consulta,
  readConsulta,
  type TypedConsulta,
} from "../../domain/affiliates/consulta.ts";
import {
  type Contact,
  contactDueDate,
  mayAskForAddress,
  readContact,
  type TypedContact,
} from "../../domain/affiliates/contact_request.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { folio } from "../../domain/folio.ts";
import { act } from "../audit.ts";
import { actedForBy, type Ctx, type Env, personOf, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { waitError } from "../guards/wait.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const typed = z.string().max(1000).default("");
const CONTACT = { correo: typed, telefono: typed, direccion: typed };
const OWN = z.object(CONTACT);
const OUTSIDE = z.object({ ...CONTACT, tipoDocumento: typed, documento: typed, nacimiento: typed });
const NO_CONTACT: Contact = { email: null, phone: null, address: null };
const NOTHING = { tipoDocumento: "CC", documento: "", nacimiento: "", correo: "", telefono: "" };
const MINE = { href: "/afiliados/mi-afiliacion", name: "Mi afiliación" };
const ENTRY = { href: "/afiliados", name: "Para afiliados" };

/** An affiliate asks, from her account, for other contact data on file. */
export function contactChangeRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const record = await recordOf(c);
    const { email, phone, address } = record;
    const shown = { correo: email ?? "", telefono: phone ?? "", direccion: address ?? "" };
    return answerChange(c, record, shown, []);
  });

  const drawAgain = async (c: Ctx, form: TypedContact) =>
    answerChange(c, await recordOf(c), form, []);
  routes.post("/", formInput(OWN, drawAgain), async (c) => {
    const form = c.req.valid("form");
    const record = await recordOf(c);
    const reading = readContact(form, record);
    if ("errors" in reading) return answerChange(c, record, form, reading.errors);
    const locked = lockedAddress(c, record);
    if (locked && reading.contact.email !== null) {
      return answerChange(c, record, form, [{ field: "correo", message: locked }]);
    }
    const waitMs = await takeRequest(c);
    if (waitMs > 0) return answerChange(c, record, form, [waitError(c, "correo", waitMs)], 429);
    return await keep(c, record, reading.contact, MINE);
  });
  return routes;
}

/** Whoever has no address on file asks to be registered; whatever is said gets the same answer. */
export function noAddressRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerOutside(c, { ...NOTHING, direccion: "" }, []));

  routes.post("/", formInput(OUTSIDE), async (c) => {
    const form = c.req.valid("form");
    const who = readConsulta(form, todayOf(c));
    const reading = readContact(form, NO_CONTACT);
    const errors = [
      ...("errors" in who ? who.errors : []),
      ...("errors" in reading ? reading.errors : missing(reading.contact)),
    ];
    if ("errors" in who || "errors" in reading || errors.length > 0) {
      return answerOutside(c, form, errors);
    }
    const waitMs = await takeRequest(c);
    if (waitMs > 0) return answerOutside(c, form, [waitError(c, "documento", waitMs)], 429);
    return await keep(c, who.consulta, reading.contact, ENTRY);
  });
  return routes;
}

function missing({ email, phone }: Contact): FieldError[] {
  return [
    ...(phone === null
      ? [{ field: "telefono", message: "Escriba a qué teléfono le llamamos." }]
      : []),
    ...(email === null ? [{ field: "correo", message: "Escriba su correo." }] : []),
  ];
}

async function recordOf(c: Ctx) {
  const record = await findAffiliateRecord(c.get("services").db, personOf(c).id);
  if (!record) throw new Problem("notFound");
  return record;
}

type Stored = Contact & Consulta;

/** Why whoever acts for this person cannot ask for another address; undefined where she can. */
function lockedAddress(c: Ctx, record: Stored): string | undefined {
  const actedFor = actedForBy(c);
  if (!actedFor || mayAskForAddress(record, todayOf(c))) return undefined;
  return `Este correo solo lo cambia ${actedFor.name}, desde su propia cuenta.`;
}

async function takeRequest(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  return await takeAttempt(db, [{ limit: REQUEST_FROM_HERE, of: c.get("clientPlace") }], now());
}

async function keep(
  c: Ctx,
  { documentType, documentNumber, bornOn }: Consulta,
  contact: Contact,
  back: typeof MINE,
) {
  const { db, now, settings: { eps } } = c.get("services");
  const today = todayOf(c);
  const number = folio("CT", today.slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
  const dueOn = contactDueDate(today);
  const askedBy = c.get("session") && back === MINE ? sessionOf(c).userId : null;
  const who = { documentType, documentNumber, bornOn, askedBy };
  const request = { ...who, ...contact, folio: number, createdAt: now(), dueOn };
  const happened = { name: "contactRequest", detail: { folio: number } } as const;
  const kept = await act(c, happened, (entry) => createContactRequest(db, request, entry));
  const content = <ContactReceivedPage folio={kept} dueOn={dueOn} eps={eps} back={back} />;
  return answerPage(c, { title: "Recibimos su solicitud", content });
}

function answerChange(
  c: Ctx,
  record: Stored,
  form: TypedContact,
  errors: FieldError[],
  status?: 429,
) {
  const content = (
    <ContactChangePage
      name={personOf(c).name}
      typed={form}
      locked={lockedAddress(c, record)}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Pedir un cambio", module: "Mi afiliación", content } as const;
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

type TypedOutside = TypedConsulta & TypedContact;

function answerOutside(c: Ctx, form: TypedOutside, errors: FieldError[], status?: 429) {
  const { eps } = c.get("services").settings;
  const content = <NoAddressPage typed={form} errors={errors} eps={eps} />;
  const view = { title: "Pida que lo registren", content };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
