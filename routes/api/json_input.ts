import { type output, z, type ZodError, type ZodType } from "zod";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { DECIMAL, toCents } from "../../domain/money.ts";
import { type BodyLimits, receiveText } from "../../lib/upload/limited_body.ts";
import { UploadError } from "../../lib/upload/upload_error.ts";
import type { Ctx } from "../context.ts";
import { stayAllowed } from "../guards/while_allowed.ts";

/** Errors that an answer names; who repairs the first finds the next. */
const MAX_ERRORS = 100;

/**
 * The text that a script sends; one that is too long, cut off or too slow, or was sent while its access
 * ended, is a Problem.
 */
export async function takeText(c: Ctx, limits: BodyLimits, tooLarge: string): Promise<string> {
  const length = Number(c.req.header("content-length") ?? 0);
  if (length > limits.largest) throw new Problem("tooLarge", tooLarge);
  const beganMs = c.get("services").now();
  try {
    const text = await receiveText(c.req.raw.body, limits);
    await stayAllowed(c, beganMs);
    return text;
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    if (error.fault === "tooLarge") throw new Problem("tooLarge", tooLarge);
    throw new Problem("malformed", "El cuerpo llegó incompleto, o tardó demasiado.");
  }
}

/** Reads the body of a script's request; what is no JSON is 400. */
export function readJson<Schema extends ZodType>(schema: Schema, text: string): output<Schema> {
  return checked(schema, parseJson(text));
}

/** What a script sent; a wrong value is 422, with the sentence that the schema has for it. */
export function checked<Schema extends ZodType>(schema: Schema, sent: unknown): output<Schema> {
  const reading = schema.safeParse(sent, { error: () => "El valor no es válido." });
  if (!reading.success) throw new Problem("invalid", "", fieldErrors(reading.error));
  return reading.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("malformed", "El cuerpo no es JSON.");
  }
}

function fieldErrors({ issues }: ZodError): FieldError[] {
  return issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
    field: path.join("."),
    message,
  }));
}

/** An amount as scripts write it, read as centavos; any other spelling is answered with `message`. */
export function amount(message: string) {
  return z.string().regex(DECIMAL, message).transform(toCents);
}
