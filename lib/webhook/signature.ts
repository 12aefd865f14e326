import { createHmac } from "node:crypto";

/*
 * Standard Webhooks (https://www.standardwebhooks.com): whoever gets a message knows by its
 * signature who sent it, and by its time that it is not an old one sent again.
 */

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret as its receiver stores it. */
export function newWebhookSecret(): string {
  return PREFIX + crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64();
}

/**
 * The three headers of a message, signed with each of the secrets: with two while the receiver
 * changes to the new one. `sentAt` in milliseconds.
 */
export function signatureHeaders(
  { id, body, sentAt }: { id: string; body: string; sentAt: number },
  secrets: string[],
): Record<string, string> {
  const timestamp = String(Math.floor(sentAt / 1000));
  const signed = `${id}.${timestamp}.${body}`;
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => `v1,${sign(secret, signed)}`).join(" "),
  };
}

function sign(secret: string, text: string): string {
  const key = Uint8Array.fromBase64(secret.slice(PREFIX.length));
  return createHmac("sha256", key).update(text).digest("base64");
}
