import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import { Problem } from "../../domain/errors.ts";
import { MAX_FILE_BYTES, TOO_HEAVY } from "../../domain/inquiries/file.ts";
import type { Ctx, Env } from "../context.ts";

const MAX_BODY_BYTES = 64 * 1024;
/** Files of ten megabytes, and what is typed beside them. */
const MAX_UPLOAD_BYTES = MAX_FILE_BYTES + MAX_BODY_BYTES;
/** A list of a cruce (security, section 1). */
const MAX_LIST_BYTES = 4 * 2 ** 20;
export const CRUCE = "/cruce";
const LISTS = [CRUCE, `${CRUCE}/descargar`, "/api/v1/reconciliations"];
const NOTHING_LOST = "Vuelva atrás en su navegador: lo que escribió sigue allí.";
/** Where payment files come in: these count their bytes themselves, once they know who sends them. */
const PAYMENT_FILES = ["/funcionario/cargas", "/api/v1/loads"];

/** Bodies of usual forms; larger ones have limits of their own, once it is known who sends them. */
export function limitBodies(): MiddlewareHandler<Env> {
  return except(isUpload, largestBody(MAX_BODY_BYTES));
}

/** A body with a file of an inquiry. */
export function limitUploads(): MiddlewareHandler<Env> {
  return largestBody(MAX_UPLOAD_BYTES, `${TOO_HEAVY} ${NOTHING_LOST}`);
}

/** A body with the list of a cruce. */
export function limitLists(): MiddlewareHandler<Env> {
  return largestBody(MAX_LIST_BYTES, `La lista pesa más de 4 MB. ${NOTHING_LOST}`);
}

function largestBody(maxSize: number, message = "") {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("tooLarge", message);
    },
  });
}

/** Addresses whose larger bodies are limited below, once it is known who sends them. */
function isUpload(c: Ctx): boolean {
  return c.req.method === "POST" && (PAYMENT_FILES.includes(c.req.path) ||
    LISTS.includes(c.req.path) ||
    /^\/(?:funcionario\/)?consultas\/[^/]+$/.test(c.req.path));
}
