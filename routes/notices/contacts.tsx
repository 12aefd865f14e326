import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { NoticeContactsPage } from "../../components/notices/contacts_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findContacts, replaceContacts } from "../../db/notices/contacts.ts";
import { CONTACTS_BY_PROVIDER } from "../../domain/accounts/attempt_limit.ts";
import { type Contact, judgeContacts, mailboxOf } from "../../domain/notices/contact.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { CONTACTS_FORM, readContacts } from "./contacts_input.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const QUERY = z.object({ hecho: z.enum(["guardado"]).optional() });
const SAVED = "Los correos de avisos quedaron guardados.";

/** Avisos: which addresses of one's provider get notices. */
export function noticeContactRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const notice = c.req.valid("query").hecho && SAVED;
    return await answerContacts(c, { errors: [], notice });
  });

  routes.post("/", formInput(CONTACTS_FORM, drawAgain), async (c) => {
    const { db, now, settings } = c.get("services");
    const { id, nit } = providerOf(c);
    const contacts = readContacts(c.req.valid("form"));
    const errors = judgeContacts(contacts.map(({ address }) => address));
    if (errors.length > 0) return await answerContacts(c, { errors, contacts });
    const waitMs = await takeAttempt(db, [{ limit: CONTACTS_BY_PROVIDER, of: nit }], now());
    if (waitMs > 0) {
      const wait = { errors: [waitError(c, "correo1", waitMs)], contacts, status: 429 as const };
      return await answerContacts(c, wait);
    }
    const change = { eps: settings.eps, nowMs: now() };
    const happened = { name: "noticeContacts", detail: { addresses: contacts.length } } as const;
    await act(c, happened, (entry) => replaceContacts(db, id, contacts, change, entry));
    return c.redirect("/cuenta/avisos?hecho=guardado", 303);
  });
  return routes;
}

type Answer = {
  errors: FieldError[];
  contacts?: Contact[];
  notice?: string | undefined;
  status?: 429;
};

async function drawAgain(c: Ctx, form: z.infer<typeof CONTACTS_FORM>) {
  return await answerContacts(c, { errors: [], contacts: readContacts(form) });
}

async function answerContacts(c: Ctx, { errors, contacts, notice, status }: Answer) {
  const { id, legalName } = providerOf(c);
  const stored = await findContacts(c.get("services").db, id);
  if (!stored) throw new Problem("notFound");
  const { email, refusals } = stored;
  const content = (
    <NoticeContactsPage
      legalName={legalName}
      email={email}
      isOnFileRefused={email !== null && refusals.includes(mailboxOf(email))}
      contacts={contacts ?? stored.contacts}
      refusals={refusals}
      errors={errors}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Avisos por correo", content };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
