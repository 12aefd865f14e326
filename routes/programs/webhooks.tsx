import { Hono } from "hono";
import { z } from "zod";
import { WebhooksPage } from "../../components/programs/webhooks_page.tsx";
import { createWebhook, findWebhooks } from "../../db/programs/webhooks.ts";
import type { FieldError } from "../../domain/errors.ts";
import { hostOfWebhook, MAX_WEBHOOKS, WEBHOOK_EVENTS } from "../../domain/programs/webhook.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { newWebhookSecret } from "../../lib/webhook/signature.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf, sessionOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import {
  judgeTyped,
  tellOfTarget,
  type TypedWebhook,
  typedWebhook,
  WEBHOOK_FIELDS,
} from "./webhook_input.ts";

export const WEBHOOKS = "/cuenta/programas/avisos";

const QUERY = z.object({ hecho: z.enum(["eliminado", "repetido"]).optional() });
const FORM = z.object({ accion: z.enum(["crear"]), ...WEBHOOK_FIELDS });
const NOTICES = {
  eliminado: "Ya no se avisa a esa dirección.",
  repetido:
    "Esa dirección ya se agregó, y su secreto no se vuelve a mostrar. Si no lo copió, abra " +
    "la dirección y renuévelo.",
};
const TOO_MANY =
  `Ya hay ${MAX_WEBHOOKS} direcciones, que es lo más que se puede: elimine una para agregar otra.`;

/** Where the provider's programs are told of what happens. */
export function webhookListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    const { hecho } = c.req.valid("query");
    return answerWebhooks(c, hecho ? { notice: NOTICES[hecho] } : {});
  });

  const drawAgain = (c: Ctx, form: z.infer<typeof FORM>) =>
    answerWebhooks(c, { typed: typedWebhook(form) });
  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const typed = typedWebhook(c.req.valid("form"));
    const errors = judgeTyped(c, typed);
    if (errors.length > 0) return await answerWebhooks(c, { typed, errors });
    if (c.get("wasAnswered")) return c.redirect(`${WEBHOOKS}?hecho=repetido`, 303);
    return await create(c, typed);
  });
  return routes;
}

async function create(c: Ctx, typed: TypedWebhook) {
  const { db, now, settings } = c.get("services");
  const secret = newWebhookSecret();
  const made = {
    ...typed,
    handle: newSecretToken(),
    secret,
    keys: settings.sessionSecrets,
    vouchedBy: sessionOf(c).userId,
    nowMs: now(),
  };
  const happened = {
    name: "webhookCreated",
    detail: { webhook: hostOfWebhook(typed.url) },
  } as const;
  const isMade = await act(c, happened, (entry) => createWebhook(db, providerOf(c), made, entry));
  if (!isMade) {
    return await answerWebhooks(c, { typed, errors: [{ field: "direccion", message: TOO_MANY }] });
  }
  await tellOfTarget(c, typed.url);
  return await answerWebhooks(c, { made: { handle: made.handle, secret } });
}

type Shown = {
  typed?: TypedWebhook;
  errors?: FieldError[];
  made?: { handle: string; secret: string };
  notice?: string;
};

async function answerWebhooks(c: Ctx, { typed, errors = [], made, notice }: Shown) {
  const webhooks = await findWebhooks(c.get("services").db, providerOf(c));
  const content = (
    <WebhooksPage
      address={WEBHOOKS}
      webhooks={webhooks}
      typed={typed ?? { url: "", events: [...WEBHOOK_EVENTS] }}
      errors={errors}
      made={made}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Avisos a programas", content, scripts: ["copy" as const] };
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
