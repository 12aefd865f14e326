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
  /** What may go wrong beside the token (401, 403) and the server (500, 503). */
  problems?: ProblemStatus[];
  /** Whether the answer has an ETag, and 304 where nothing changed. */
  hasTag?: boolean;
};

export type Answer = { description: string; content?: ContentWithResolver };
export type Body = { description: string; content: ContentWithResolver; required: true };

/** Describes the route behind it; what it is given is not looked at when requests come. */
export function describe(operation: Operation): MiddlewareHandler {
  const { operationId, tag, summary, description = "", scope, body, problems = [] } = operation;
  const ofToken: ProblemStatus[] = scope ? [401, 403] : [];
  const statuses: ProblemStatus[] = [...ofToken, ...problems, 500, 503];
  return describeRoute({
    operationId,
    tags: [tag],
    summary,
    description,
    security: scope ? [{ token: scope === "any" ? [] : [scope] }] : [],
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

function answersOf({ answers, hasTag = false }: Operation) {
  if (!hasTag) return answers;
  const headers = { ETag: { $ref: "#/components/headers/ETag" } };
  const tagged = Object.entries(answers).map(([status, answer]) => [
    status,
    { ...answer, headers },
  ]);
  return { ...Object.fromEntries(tagged), 304: { $ref: "#/components/responses/Unchanged" } };
}
