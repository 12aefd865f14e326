import { z } from "zod";
import type { BrowserAnswer } from "../../lib/passkey.ts";

const text = z.string().max(20_000);
const ANSWER = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text.optional(),
    authenticatorData: text.optional(),
    signature: text.optional(),
    userHandle: text.optional(),
  }),
});

/** What the browser's passkey answered, from the form field that carries it as JSON. */
export function readBrowserAnswer(field: string): BrowserAnswer | undefined {
  try {
    const reading = ANSWER.safeParse(JSON.parse(field));
    return reading.success ? reading.data : undefined;
  } catch {
    return undefined;
  }
}
