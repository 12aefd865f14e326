import type { FieldError } from "../errors.ts";
import { VOUCHER_CHANGES } from "../payments/change.ts";

/** Every event that programs can be told of. */
export const WEBHOOK_EVENTS = [
  ...VOUCHER_CHANGES.map((change) => `voucher.${change}` as const),
  "inquiry.answered",
  "certificate.issued",
] as const;
export type WebhookEvent = typeof WEBHOOK_EVENTS[number];

/** What a person asks for to see whether her program understands it. */
export const TEST_EVENT = "webhook.test";
/** Enough to find a mistake, and too few to keep a stranger's server busy. */
export const MAX_TESTS_AN_HOUR = 20;

/** An event on screen, and the name of its box in forms. */
export const EVENT_WORDS: Record<WebhookEvent, { field: string; name: string }> = {
  "voucher.posted": { field: "publicado", name: "Comprobante publicado" },
  "voucher.scheduled": { field: "programado", name: "Comprobante programado" },
  "voucher.corrected": { field: "corregido", name: "Comprobante corregido" },
  "voucher.annulled": { field: "anulado", name: "Comprobante anulado" },
  "voucher.returned": { field: "devuelto", name: "Pago devuelto por el banco" },
  "voucher.removed": { field: "retirado", name: "Comprobante retirado" },
  "inquiry.answered": { field: "respondida", name: "Consulta respondida" },
  "certificate.issued": { field: "certificado", name: "Certificado expedido" },
};

/** A provider has few programs; each message is signed and sent to each of them. */
export const MAX_WEBHOOKS = 3;

/** A webhook that takes nothing for this long is switched off. */
export const FAILING_TOO_LONG_MS = 5 * 24 * 60 * 60 * 1000;

/** How long the secret before a new one signs too. */
export const OLD_SECRET_LIVES_MS = 24 * 60 * 60 * 1000;

/**
 * Why a webhook is off: a person switched it off, it took nothing for too long, it answered that it is
 * gone, or whoever answered for its address no longer looks after the provider's programs.
 */
export const SWITCHED_OFF_BECAUSE = ["person", "failures", "gone", "personLeft"] as const;
export type SwitchedOffBecause = typeof SWITCHED_OFF_BECAUSE[number];

/** A webhook as its provider's people see it: never its secret; instants in milliseconds. */
export type Webhook = {
  handle: string;
  url: string;
  events: WebhookEvent[];
  createdAt: number;
  oldSecretUntil: number | null;
  failingSince: number | null;
  switchedOffAt: number | null;
  switchedOffBecause: SwitchedOffBecause | null;
};

const ADDRESS_SENTENCES = {
  notUrl: "Escriba una dirección completa, por ejemplo https://erp.suips.com/zona-ser.",
  tooLong: "La dirección tiene más de 500 letras: use una más corta.",
  notHttps: "La dirección debe empezar por https://, para que nadie lea los avisos en el camino.",
  credentials: "Quite el usuario y la contraseña de la dirección: la firma dice quién envía.",
  port: "Use el puerto 443, que no se escribe, o el 8443.",
  notPublic:
    "Esa dirección es de una red privada. Escriba una a la que se llegue por internet, por ejemplo https://erp.suips.com/zona-ser.",
};

/** What is wrong with what was typed; `addressFault` is why nothing is sent to that address. */
export function judgeWebhook(
  addressFault: keyof typeof ADDRESS_SENTENCES | undefined,
  events: WebhookEvent[],
): FieldError[] {
  return [
    ...(addressFault ? [{ field: "direccion", message: ADDRESS_SENTENCES[addressFault] }] : []),
    ...(events.length === 0
      ? [{
        field: EVENT_WORDS["voucher.posted"].field,
        message: "Escoja al menos un hecho del que avisar.",
      }]
      : []),
  ];
}

/** The host of an address, by which logs and mails name a webhook: the rest may hold a secret. */
export function hostOfWebhook(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
}
