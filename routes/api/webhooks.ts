import { z } from "zod";
import { TAXES } from "../../domain/certificates/period.ts";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { MAX_TOLD_ONE_BY_ONE } from "../../domain/programs/message.ts";
import { EVENT_WORDS, WEBHOOK_EVENTS, type WebhookEvent } from "../../domain/programs/webhook.ts";

const AMOUNT = z.string().regex(/^-?\d+\.\d{2}$/);
const MANY = z.strictObject({
  count: z.int().min(MAX_TOLD_ONE_BY_ONE + 1),
  updatedSince: z.string().meta({
    description: "El cursor con que GET /vouchers?updatedSince= da estos comprobantes.",
  }),
});
const VOUCHER = z.strictObject({
  documentNumber: z.string(),
  paidOn: z.iso.date(),
  state: z.enum(VOUCHER_STATES),
  paidAmount: AMOUNT,
});
const OF_VOUCHER = z.union([VOUCHER, MANY]);

/** What each message tells of. */
const DATA: Record<WebhookEvent, z.ZodType> = {
  "voucher.posted": OF_VOUCHER,
  "voucher.scheduled": OF_VOUCHER,
  "voucher.corrected": OF_VOUCHER,
  "voucher.annulled": OF_VOUCHER,
  "voucher.returned": OF_VOUCHER,
  "voucher.removed": z.union([VOUCHER.pick({ documentNumber: true }), MANY]),
  "inquiry.answered": z.strictObject({ folio: z.string() }),
  "certificate.issued": z.strictObject({
    tax: z.enum(TAXES),
    period: z.string(),
    code: z.string(),
  }),
};

/** The messages to programs as OpenAPI describes what the portal itself sends. */
export function describeWebhooks() {
  return Object.fromEntries(WEBHOOK_EVENTS.map((event) => [event, { post: describe(event) }]));
}

function describe(event: WebhookEvent) {
  const message = z.strictObject({
    type: z.literal(event),
    timestamp: z.iso.datetime(),
    data: DATA[event],
  });
  return {
    operationId: `tell-${event.replace(".", "-")}`,
    summary: EVENT_WORDS[event].name,
    description:
      "Firmado como pide Standard Webhooks: webhook-id, webhook-timestamp y webhook-signature.",
    security: [],
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(message) } },
    },
    responses: {
      "2XX": { description: "Recibido. Lo demás se intenta de nuevo durante días." },
      410: { description: "Ya no existe: la dirección se apaga." },
    },
  };
}

/** As JSON, without what zod adds for its own use and the name of the document's own dialect. */
function schemaOf(message: z.ZodType) {
  const { $schema: _dialect, ...schema } = JSON.parse(JSON.stringify(z.toJSONSchema(message)));
  return schema;
}
