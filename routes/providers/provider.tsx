import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { ProviderPage } from "../../components/providers/provider_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findContacts, replaceContacts } from "../../db/notices/contacts.ts";
import { closeAccess, openAccess, voidActivation } from "../../db/providers/access.ts";
import { findProviderRecord } from "../../db/providers/record.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import { findTeam } from "../../db/users/team.ts";
import { STAFF_MAIL } from "../../domain/accounts/attempt_limit.ts";
import { type Contact, judgeContacts } from "../../domain/notices/contact.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { SESSION_IDLE_MS } from "../../domain/accounts/session.ts";
import { registerAgainMail } from "../../domain/accounts/registration_mail.ts";
import { act, auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { CONTACTS_FORM, readContacts } from "../notices/contacts_input.ts";
import { answerPage } from "../representation.tsx";
import { MAIL_NOT_SENT, sendAsked } from "../mail/send_asked.ts";
import { waitError } from "../guards/wait.ts";
import { actNoted, noteOf, reasonError } from "../staff/act.ts";

const NOTICES = {
  cerrado: "El acceso quedó cerrado: desde ya nadie entra por esta IPS.",
  abierto: "El acceso quedó abierto: entran con su contraseña de siempre.",
  igual: "No había nada que cambiar: alguien lo hizo antes.",
  instrucciones: "El enlace anterior quedó anulado y las instrucciones van al correo registrado.",
  avisos: "Los correos de avisos quedaron guardados.",
  contacto: "El cambio quedó guardado. Al correo anterior le contamos.",
};
const OUTCOMES = ["cerrado", "abierto", "igual", "instrucciones", "avisos", "contacto"] as const;
const QUERY = z.object({ hecho: z.enum(OUTCOMES).optional() });
const FORM = z.object({
  accion: z.enum(["cerrar", "abrir", "activacion"]),
  motivo: typedText,
});

/**
 * One provider: all that is on file, its people, who gets notices, and whether its access is open.
 */
export function staffProviderRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:nit", queryInput(QUERY), async (c) => {
    const provider = await providerInPath(c);
    const { hecho } = c.req.valid("query");
    return await answerProvider(c, provider, { notice: hecho && NOTICES[hecho] });
  });

  routes.post("/:nit", formInput(FORM, drawAgain), async (c) => {
    const { accion, motivo } = c.req.valid("form");
    const provider = await providerInPath(c);
    if (accion === "activacion") return await sendInstructions(c, provider);
    const errors = reasonError("motivo", motivo);
    if (errors.length > 0) return await answerProvider(c, provider, { errors, reason: motivo });
    return await setAccess(c, provider, accion === "cerrar", motivo);
  });

  routes.post("/:nit/avisos", formInput(CONTACTS_FORM, drawContactsAgain), async (c) => {
    const { db, now, settings } = c.get("services");
    const provider = await providerInPath(c);
    const contacts = readContacts(c.req.valid("form"));
    const errors = judgeContacts(contacts.map(({ address }) => address));
    if (errors.length > 0) return await answerProvider(c, provider, { errors, contacts });
    const { id: providerId } = provider;
    const detail = { addresses: contacts.length };
    const change = { eps: settings.eps, nowMs: now() };
    await act(
      c,
      { name: "noticeContacts", providerId, detail },
      (entry) => replaceContacts(db, providerId, contacts, change, entry),
    );
    return backTo(c, provider, "avisos");
  });
  return routes;
}

/** The provider whose NIT is in the address. */
export async function providerInPath(c: Ctx): Promise<ProviderRecord> {
  const { db, now } = c.get("services");
  const provider = await findProviderRecord(db, c.req.param("nit") ?? "", now());
  if (!provider) throw new Problem("notFound", "No encontramos ese NIT en Prestadores.");
  return provider;
}

export function backTo(c: Ctx, { nit }: ProviderRecord, outcome: typeof OUTCOMES[number]) {
  return c.redirect(`/funcionario/prestadores/${nit}?hecho=${outcome}`, 303);
}

async function setAccess(c: Ctx, provider: ProviderRecord, isClosing: boolean, reason: string) {
  const { db, settings } = c.get("services");
  const name = isClosing ? "accessClosed" : "accessOpened";
  const note = noteOf(c, name, { providerId: provider.id }, reason);
  const change = isClosing ? closeAccess : openAccess;
  const staffAct = { note, eps: settings.eps };
  const isDone = await actNoted(
    c,
    note,
    (entry) => change(db, provider, { ...staffAct, entry }),
  );
  return backTo(c, provider, isDone ? (isClosing ? "cerrado" : "abierto") : "igual");
}

/**
 * A link that did not arrive is not sent again: whoever registered chose a password and has proved
 * nothing yet, and a fresh link would keep that password usable. So the old one is voided, and the
 * address on file gets a mail that asks to register again.
 */
async function sendInstructions(c: Ctx, provider: ProviderRecord) {
  const { db, now, settings } = c.get("services");
  const { id, email, hasAccount } = provider;
  if (hasAccount || email === null) return backTo(c, provider, "igual");
  const attempts = [{ limit: STAFF_MAIL, of: `register ${provider.nit}` }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    const errors = [waitError(c, "personas", waitMs)];
    return await answerProvider(c, provider, { errors, status: 429 });
  }
  const happened = { name: "activationVoided", providerId: id } as const;
  await act(c, happened, (entry) => voidActivation(db, id, now(), entry));
  if (!await sendAsked(c, registerAgainMail(email, provider, settings))) {
    throw new Problem("unavailable", MAIL_NOT_SENT);
  }
  return backTo(c, provider, "instrucciones");
}

type Answer = {
  errors?: FieldError[];
  reason?: string;
  contacts?: Contact[];
  notice?: string | undefined;
  status?: 429;
};

/** Every answer that shows the whole record is written to the log, refused forms too (L5). */
async function drawAgain(c: Ctx, { motivo: reason }: z.infer<typeof FORM>) {
  return await answerProvider(c, await providerInPath(c), { reason });
}

async function drawContactsAgain(c: Ctx, form: z.infer<typeof CONTACTS_FORM>) {
  return await answerProvider(c, await providerInPath(c), { contacts: readContacts(form) });
}

async function answerProvider(c: Ctx, provider: ProviderRecord, answer: Answer) {
  const { db, now } = c.get("services");
  await auditFirst(c, { name: "sensitiveView", providerId: provider.id });
  const { errors = [], reason = "", notice } = answer;
  const [team, audience] = await Promise.all([
    findTeam(db, provider, now(), now() - SESSION_IDLE_MS),
    findContacts(db, provider.id),
  ]);
  const content = (
    <ProviderPage
      provider={provider}
      people={team.members}
      contacts={answer.contacts ?? audience?.contacts ?? []}
      refusals={audience?.refusals ?? []}
      errors={errors}
      reason={reason}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: provider.legalName, module: "Prestadores", content } as const;
  return answerPage(c, view, answer.status ?? (errors.length > 0 ? 422 : 200));
}
