import type { MiddlewareHandler } from "hono";
import { type ContentWithResolver, describeRoute, resolver, uniqueSymbol } from "hono-openapi";
import type { ZodType } from "zod";
import type { TokenScope } from "../../domain/programs/scope.ts";

/*
 * How a route below `/api/v1` is written: `describe` says what it is for, `pathInput`, `queryInput`
 * and `takeJson` check what comes in, and all of it becomes the OpenAPI document (document.ts).
 */

/** The groups of the reference, in its order. */
export const TAGS = [
  { name: "Token", description: "Con qué token se pregunta, y qué permite." },
  { name: "Pagos", description: "Consulta de Pagos: comprobantes de egreso y sus facturas." },
  { name: "Cruce", description: "Compara una lista de facturas con lo que se pagó de ellas." },
  { name: "Estado de cuenta", description: "Lo pagado y lo retenido, mes por mes." },
  { name: "Descargas", description: "Los mismos pagos como libro de Excel o como CSV." },
  { name: "Cargas", description: "Para programas de la tesorería: archivos de pagos." },
  { name: "Público", description: "Sin token: certificados y directorio." },
] as const;

/** Where something goes wrong, the status; each is answered as problem+json. */
export const PROBLEMS = {
  400: { name: "Malformed", description: "El cuerpo o la solicitud no se entiende." },
  401: { name: "SignedOut", description: "Falta el token, o no es válido, venció o fue revocado." },
  403: { name: "Forbidden", description: "El token no permite esta operación." },
  404: { name: "NotFound", description: "No existe, o no es de quien pregunta." },
  409: { name: "Conflict", description: "Ya no se puede hacer, o todavía no." },
  410: { name: "Gone", description: "Lo que se nombra ya no sirve: empiece de nuevo." },
  413: { name: "TooLarge", description: "El cuerpo es demasiado grande." },
  422: { name: "Invalid", description: "Un valor no se puede usar; `errors` nombra cada campo." },
  429: { name: "TooMany", description: "Demasiadas solicitudes: espere lo que dice Retry-After." },
  500: { name: "Failed", description: "Algo falló de nuestro lado, y quedó registrado." },
  503: {
    name: "Unavailable",
    description: "Vuelva a preguntar después de lo que dice Retry-After.",
  },
} as const;

export type ProblemStatus = keyof typeof PROBLEMS;

/** What a route below `/api/v1` does, in words of the manual. */
export type Operation = {
  operationId: string;
  tag: typeof TAGS[number]["name"];
  summary: string;
  description?: string;
  /** What the token must be allowed; `any` for every valid token, absent where none is needed. */
  scope?: TokenScope | "any";
  body?: Body;
  /** By status; an answer without content is a description alone. */
  answers: Record<number, Answer>;
  /** What may go wrong beside the request (400), the token (401, 403) and the server (500, 503). */
  problems?: Exclude<ProblemStatus, 400 | 401 | 500 | 503>[];
  /** Whether the answer has an ETag, and 304 where nothing changed. */
  hasTag?: boolean;
  /** Whether Link leads to the first, last and neighbouring pages. */
  isPaged?: boolean;
  /** Whether an Idempotency-Key is honoured. */
  isOnce?: boolean;
};

export type Answer = {
  description: string;
  content?: ContentWithResolver;
  headers?: Record<string, { $ref: string }>;
};
export type Body = { description: string; content: ContentWithResolver; required: true };

/** Describes the route behind it; what it is given is not looked at when requests come. */
export function describe(operation: Operation): MiddlewareHandler {
  const { operationId, tag, summary, description = "", scope, body, problems = [] } = operation;
  const ofToken: ProblemStatus[] = scope ? [401, 403, 429] : [];
  const statuses: ProblemStatus[] = [400, ...ofToken, ...problems, 500, 503];
  return describeRoute({
    operationId,
    tags: [tag],
    summary,
    description,
    security: scope ? [{ token: scope === "any" ? [] : [scope] }] : [],
    parameters: headersOf(operation),
    ...(body && { requestBody: body }),
    responses: {
      ...answersOf(operation),
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { $ref: `#/components/responses/${PROBLEMS[status].name}` },
        ]),
      ),
    },
  });
}

/** An answer in JSON; its example is one of the demo's. */
export function json(schema: ZodType, description: string, example?: unknown): Answer {
  return { description, content: jsonContent(schema, example) };
}

/** A body of a form with files, to be checked with the same schema. */
export function formBody(schema: ZodType, description: string): Body {
  return {
    description,
    required: true,
    content: { "multipart/form-data": { schema: resolver(schema) } },
  };
}

/** A body in JSON, to be taken by `takeJson` with the same schema. */
export function jsonBody(schema: ZodType, description: string, example: unknown): Body {
  return { description, required: true, content: jsonContent(schema, example) };
}

/** An answer that is downloaded. */
export function file(mediaType: string, description: string): Answer {
  return { description, content: { [mediaType]: { schema: { type: "string" } } } };
}

/** Puts what a validator checks into the document. */
export function documented<Handler extends object>(
  target: "query" | "param",
  schema: ZodType,
  handler: Handler,
): Handler {
  return Object.assign(handler, { [uniqueSymbol]: { target, ...resolver(schema) } });
}

function jsonContent(schema: ZodType, example: unknown): ContentWithResolver {
  return {
    "application/json": { schema: resolver(schema), ...(example !== undefined && { example }) },
  };
}

/** The headers that a script may send. */
function headersOf({ hasTag, isOnce }: Operation) {
  const names = [hasTag && "IfNoneMatch", isOnce && "IdempotencyKey"].filter(Boolean);
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function answersOf({ answers, hasTag = false, isPaged = false }: Operation) {
  const names = [hasTag && "ETag", isPaged && "Link"].filter((name) => name !== false);
  const common = names.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  const told = Object.entries(answers).map(([status, answer]) => [
    status,
    { ...answer, headers: { ...answer.headers, ...Object.fromEntries(common) } },
  ]);
  const unchanged = hasTag && { 304: { $ref: "#/components/responses/Unchanged" } };
  return { ...Object.fromEntries(told), ...unchanged };
}
