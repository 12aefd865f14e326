import { z } from "zod";

/*
 * What the answers of several routes have in common. They are strict: a property that is not in the
 * document is in no answer.
 */

/** Money as scripts read it: two decimals, never a float. */
export const MONEY = z.string().regex(/^-?\d+\.\d\d$/)
  .meta({ description: "Pesos con dos decimales." });

export const DAY = z.iso.date().meta({ description: "Un día, yyyy-MM-dd." });

/** RFC 9457, and where fields are wrong, which. */
export const PROBLEM = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: "Qué pasó y qué hacer, para una persona." }),
  requestId: z.uuid().meta({ description: "Para preguntar por esta solicitud a la EPS." }),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
}).meta({ id: "Problem", description: "Un error según RFC 9457." });

export const COUNT = z.int().min(0);

/** One page of a list, and how long all of it is. */
export const PLACE = {
  page: z.int().min(1),
  pages: z.int().min(1),
  total: COUNT.meta({ description: "Cuántos hay en todas las páginas." }),
};
