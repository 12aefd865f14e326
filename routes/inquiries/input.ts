import { z } from "zod";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { INQUIRY_BY_PROVIDER } from "../../domain/accounts/attempt_limit.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { type Ctx, providerOf } from "../context.ts";
import { typedText } from "../input.ts";

/** What every form of an inquiry carries beside files: a text, and an id against sending twice. */
export const MESSAGE_FIELDS = {
  texto: typedText,
  envio: z.string().max(100).default(""),
};

/** The id that a form came with, or a new one where it is not valid. */
export function formIdOf(envio: string): string {
  return /^[\w-]{32}$/.test(envio) ? envio : newSecretToken();
}

/** A message as it was typed, to be drawn again. */
export function typedMessage({ texto, envio }: { texto: string; envio: string }) {
  return { texto, envio: formIdOf(envio) };
}

/** A form that is drawn for the first time, or again without any fault of what was typed. */
export const NOTHING_WRONG = { errors: [], hadFiles: false };

/** How long a provider must wait before it writes again; 0 where it need not. */
export async function takeInquiryAttempt(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  const tries = [{ limit: INQUIRY_BY_PROVIDER, of: String(providerOf(c).id) }];
  return await takeAttempt(db, tries, now());
}
