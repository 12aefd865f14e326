import { z } from "zod";
import type { FieldError } from "../../domain/errors.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { typedText } from "../input.ts";

/** What every form of a thread carries beside files: a text, and an id against sending twice. */
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

/** Where something else happened in a thread while its next message was written. */
export function movedError(what: string): FieldError {
  return { field: "texto", message: `${what} cambió mientras escribía. Léala y envíe de nuevo.` };
}
