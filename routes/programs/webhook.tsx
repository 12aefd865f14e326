import { Hono } from "hono";
import { z } from "zod";
import { WebhookPage } from "../../components/programs/webhook_page.tsx";
import type { Entry } from "../../db/audit/entry.ts";
import { findWebhook, retryDelivery, sendTest } from "../../db/programs/webhook_deliveries.ts";
import {
  changeWebhook,
  removeWebhook,
  renewSecret,
  switchWebhookOff,
  switchWebhookOn,
} from "../../db/programs/webhooks.ts";
import type { AuditEventName } from "../../domain/audit/event.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { pageCount } from "../../domain/paging.ts";
import { hostOfWebhook, type Webhook } from "../../domain/programs/webhook.ts";
import { newWebhookSecret } from "../../lib/webhook/signature.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf, sessionOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { waitAWhile } from "../mail/send_asked.ts";
import { answerPage } from "../representation.tsx";
import {
  judgeTyped,
  tellOfTarget,
  type TypedWebhook,
  typedWebhook,
  WEBHOOK_FIELDS,
} from "./webhook_input.ts";
import { WEBHOOKS } from "./webhooks.tsx";
import { wantedPage } from "../guards/wanted_page.ts";

const OUTCOMES = {
  guardado: "Los cambios quedaron guardados.",
  prueba: "Enviamos la prueba. Abajo está qué respondió su programa.",
  reintento: "Lo intentamos otra vez. Abajo está qué respondió su programa.",
  renovado:
    "El secreto ya se renovó, y no se vuelve a mostrar. Si no lo copió, renuévelo otra vez.",
  apagado: "Ya no se avisa a esta dirección.",
  encendido: "Se avisa de nuevo a esta dirección.",
  igual: "Eso no se pudo hacer: mire cómo está ahora. Se envían hasta veinte pruebas por hora.",
} as const;
type Outcome = keyof typeof OUTCOMES;

const QUERY = z.object({
  pagina: z.string().max(40).optional(),
  hecho: z.enum(["guardado", "prueba", "reintento", "renovado", "apagado", "encendido", "igual"])
    .optional(),
});
const FORM = z.object({
  accion: z.enum(["guardar", "probar", "renovar", "apagar", "encender", "eliminar", "reintentar"]),
  aviso: z.string().max(100).default(""),
  ...WEBHOOK_FIELDS,
});
type Form = z.infer<typeof FORM>;

/** One address at which a provider's program is told: its settings and what was sent there. */
export function webhookRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:aviso", queryInput(QUERY), (c) => {
    const { pagina, hecho } = c.req.valid("query");
    return answerWebhook(c, { pagina, outcome: hecho });
  });

  const drawAgain = (c: Ctx, form: Form) => answerWebhook(c, { typed: typedWebhook(form) });
  routes.post("/:aviso", formInput(FORM, drawAgain), (c) => {
    const form = c.req.valid("form");
    const { accion } = form;
    if (accion === "guardar") return save(c, form);
    if (accion === "renovar") return renew(c);
    if (accion === "eliminar") return remove(c);
    return change(c, accion, form.aviso);
  });
  return routes;
}

/** What else a person does to a webhook: nothing, where it is no longer as she saw it. */
const ACTS = {
  probar: { name: "webhookTested", change: sendTest, outcome: "prueba", isSending: true },
  reintentar: {
    name: "webhookRetried",
    change: retryDelivery,
    outcome: "reintento",
    isSending: true,
  },
  apagar: {
    name: "webhookSwitchedOff",
    change: switchWebhookOff,
    outcome: "apagado",
    isSending: false,
  },
  encender: {
    name: "webhookSwitchedOn",
    change: switchWebhookOn,
    outcome: "encendido",
    isSending: true,
  },
} as const;

/** What it sends goes out at once, so that the page tells how it went. */
async function change(c: Ctx, accion: keyof typeof ACTS, messageId: string): Promise<Response> {
  const { db, now, tellPrograms } = c.get("services");
  const { name, change, outcome, isSending } = ACTS[accion];
  const { webhook } = await find(c, 1);
  const vouchedBy = sessionOf(c).userId;
  const asked = { handle: webhook.handle, messageId, vouchedBy, nowMs: now() };
  const isDone = await record(c, webhook, name, (entry) => change(db, providerOf(c), asked, entry));
  if (isDone && isSending) await waitAWhile(c, tellPrograms());
  return leadBack(c, isDone ? outcome : "igual");
}

async function save(c: Ctx, form: Form): Promise<Response> {
  const typed = typedWebhook(form);
  const errors = judgeTyped(c, typed);
  if (errors.length > 0) return await answerWebhook(c, { typed, errors });
  const { webhook } = await find(c, 1);
  const { db } = c.get("services");
  const wish = { handle: webhook.handle, vouchedBy: sessionOf(c).userId, ...typed };
  const store = (entry: Entry) => changeWebhook(db, providerOf(c), wish, entry);
  const isStored = await record(c, webhook, "webhookChanged", store);
  if (isStored && typed.url !== webhook.url) await tellOfTarget(c, typed.url);
  return leadBack(c, "guardado");
}

/** The new secret is shown in this answer alone. */
async function renew(c: Ctx): Promise<Response> {
  if (c.get("wasAnswered")) return leadBack(c, "renovado");
  const { db, now, settings: { sessionSecrets: keys } } = c.get("services");
  const { webhook } = await find(c, 1);
  const secret = newWebhookSecret();
  const made = { handle: webhook.handle, secret, keys, nowMs: now() };
  const renew = (entry: Entry) => renewSecret(db, providerOf(c), made, entry);
  await record(c, webhook, "webhookSecretRenewed", renew);
  return await answerWebhook(c, { secret });
}

async function remove(c: Ctx): Promise<Response> {
  const { webhook } = await find(c, 1);
  const { db } = c.get("services");
  const remove = (entry: Entry) => removeWebhook(db, providerOf(c), webhook, entry);
  await record(c, webhook, "webhookRemoved", remove);
  return c.redirect(`${WEBHOOKS}?hecho=eliminado`, 303);
}

/** Does an act on a webhook, with its event. */
async function record(
  c: Ctx,
  { url }: Webhook,
  name: AuditEventName,
  change: (entry: Entry) => Promise<boolean>,
): Promise<boolean> {
  return await act(c, { name, detail: { webhook: hostOfWebhook(url) } }, change);
}

function leadBack(c: Ctx, outcome: Outcome): Response {
  return c.redirect(`${WEBHOOKS}/${c.req.param("aviso")}?hecho=${outcome}`, 303);
}

/** The webhook of the address, which must be the provider's own. */
async function find(c: Ctx, page: number) {
  const { db, now } = c.get("services");
  const asked = { handle: c.req.param("aviso") ?? "", page, nowMs: now() };
  const found = await findWebhook(db, providerOf(c), asked);
  if (!found) throw new Problem("notFound", "No encontramos esa dirección entre las de su IPS.");
  return found;
}

type Shown = {
  pagina?: string | undefined;
  typed?: TypedWebhook;
  errors?: FieldError[];
  secret?: string;
  outcome?: Outcome | undefined;
};

async function answerWebhook(c: Ctx, { pagina, typed, errors = [], secret, outcome }: Shown) {
  const page = wantedPage(pagina);
  const { webhook, deliveries, total } = await find(c, page);
  const address = `${WEBHOOKS}/${webhook.handle}`;
  const last = pageCount(total);
  if (page > last) return c.redirect(`${address}?pagina=${last}`, 303);
  const content = (
    <WebhookPage
      address={address}
      list={WEBHOOKS}
      {...{ webhook, deliveries, total, page }}
      nowMs={c.get("services").now()}
      typed={typed ?? webhook}
      errors={errors}
      secret={secret}
      notice={outcome && OUTCOMES[outcome]}
      isRefused={outcome === "igual"}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Avisos a un programa", content, scripts: ["copy" as const] };
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
