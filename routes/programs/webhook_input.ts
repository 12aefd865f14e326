import { z } from "zod";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import {
  EVENT_WORDS,
  hostOfWebhook,
  judgeWebhook,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from "../../domain/programs/webhook.ts";
import { readTarget } from "../../lib/webhook/target.ts";
import { tell } from "../accounts/notices.ts";
import type { Ctx } from "../context.ts";
import { ownAccount } from "../guards/current_password.ts";

const box = z.enum(["si"]).optional();

/** Where a program is told, and the boxes of what it is told of. */
export const WEBHOOK_FIELDS = {
  direccion: z.string().max(2000).default(""),
  publicado: box,
  programado: box,
  corregido: box,
  anulado: box,
  devuelto: box,
  retirado: box,
  respondida: box,
  certificado: box,
};

type Form = z.infer<z.ZodObject<typeof WEBHOOK_FIELDS>>;

/** What was typed, as the form shows it again. */
export type TypedWebhook = { url: string; events: WebhookEvent[] };

export function typedWebhook(form: Form): TypedWebhook {
  const byField = new Map(Object.entries(form));
  const events = WEBHOOK_EVENTS.filter((event) => byField.get(EVENT_WORDS[event].field) === "si");
  return { url: form.direccion.trim(), events };
}

/** What is wrong with it; the address is judged again each time that something is sent there. */
export function judgeTyped(c: Ctx, { url, events }: TypedWebhook) {
  const { allowsLoopback } = c.get("services").settings;
  const target = readTarget(url, { allowsLoopback });
  return judgeWebhook("fault" in target ? target.fault : undefined, events);
}

/** Mails whoever chose it where a provider's news go from now on, so that a theft is noticed. */
export async function tellOfTarget(c: Ctx, url: string): Promise<void> {
  const { settings } = c.get("services");
  const account = await ownAccount(c);
  const text = `se pidió que los avisos de pagos a un programa salgan a ${hostOfWebhook(url)}.`;
  const change = { subject: "Dirección para avisos a un programa", text };
  tell(c, account, (to) => accountChangedMail(to, account, settings, change));
}
