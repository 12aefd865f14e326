import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem } from "../../domain/errors.ts";
import type { Ctx, Env } from "../context.ts";

const MAX_BODY_BYTES = 64 * 1024;
/** A list of a cruce (security, section 1). */
export const MAX_LIST_BYTES = 4 * 2 ** 20;
export const CRUCE = "/cruce";
const LISTS = [CRUCE, "/api/v1/reconciliations"];
/** Where payment files come in. */
const PAYMENT_FILES = ["/funcionario/cargas", "/api/v1/loads"];

const BODILESS = ["GET", "HEAD"];

/**
 * Bodies of usual forms; larger ones are counted once it is known who sends them. What the routes
 * behind throw is answered there: what comes back here is the body's fault, which breaks in the middle.
 */
export function limitBodies(): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Problem("tooLarge");
    },
  });
  return async (c, next) => {
    if (BODILESS.includes(c.req.method) || isUpload(c)) return await next();
    try {
      return await limit(c, next);
    } catch (error) {
      throw error instanceof Problem ? error : new Problem("malformed");
    }
  };
}

/** Addresses of forms with files, and of lists. */
function isUpload(c: Ctx): boolean {
  return c.req.method === "POST" && (PAYMENT_FILES.includes(c.req.path) ||
    LISTS.includes(c.req.path) ||
    c.req.path === "/afiliados/medicamentos/solicitar" ||
    /^\/afiliados\/afiliarse\/documentos\/[^/]+\/[^/]+$/.test(c.req.path) ||
    /^\/(?:funcionario\/)?consultas\/[^/]+$/.test(c.req.path) ||
    /^\/afiliados\/atencion\/pqrs\/(?:nueva|PQ-[^/]+)$/.test(c.req.path) ||
    /^\/funcionario\/atencion\/[^/]+$/.test(c.req.path));
}
