import { zValidator } from "@hono/zod-validator";
import { z, type ZodType } from "zod";
import { Problem } from "../domain/errors.ts";

/*
 * Every input passes here. A repeated name, or a value of another type, is refused as 422: nobody
 * judges one of two values and uses the other.
 */

const MAX_TYPED = 100_000;

/**
 * What a person types into a field of many lines: whoever judges it says beside the field how much
 * fits. A body that is larger than any form of ours is refused before this.
 */
export const typedText = z.string().max(MAX_TYPED).default("");

export function queryInput<Schema extends ZodType>(schema: Schema) {
  return zValidator("query", schema, (result) => {
    if (!result.success) throw invalid(result.error.issues);
  });
}

export function formInput<Schema extends ZodType>(schema: Schema) {
  return zValidator("form", schema, (result) => {
    if (!result.success) throw invalid(result.error.issues);
  });
}

/** The body of a script; what is no JSON is 400, a value that is not right 422. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("malformed", "El cuerpo no es JSON.");
  }
}

function invalid(issues: readonly { path: PropertyKey[] }[]): Problem {
  const fields = [...new Set(issues.map((issue) => String(issue.path[0] ?? "")))];
  return new Problem(
    "invalid",
    "",
    fields.map((field) => ({ field, message: "El valor no es válido o está repetido." })),
  );
}
