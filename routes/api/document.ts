import type { Hono } from "hono";
import { generateSpecs, resolver } from "hono-openapi";
import type { EpsIdentity } from "../../domain/eps.ts";
import type { Env } from "../context.ts";
import { PROBLEM } from "./answers.ts";
import { PROBLEMS, TAGS } from "./describe.ts";
import { describeWebhooks } from "./webhooks.ts";

const DESCRIPTION = `Los pagos de una IPS para sus programas, con las palabras del portal.

- Nombres en camelCase, fechas yyyy-MM-dd, dinero como texto con dos decimales ("1234567.50"); \
\`null\` es lo que el pagador no dio.
- Un token ve lo mismo que su IPS, y nada de otra: lo ajeno y lo que no existe dan el mismo 404.
- Las listas traen \`items\`, \`page\`, \`pages\` y \`total\`; los totales son de todas las páginas.
- Los errores son \`application/problem+json\` (RFC 9457).`;

/** What operations name by a reference, beside the answers with problems. */
const COMPONENTS = {
  securitySchemes: {
    token: {
      type: "http",
      scheme: "bearer",
      description: "Un token de la IPS o de la tesorería: `Authorization: Bearer zs_…`.",
    },
  },
  parameters: {
    IfNoneMatch: {
      in: "header",
      name: "If-None-Match",
      description: "El ETag de la última respuesta.",
      schema: { type: "string" },
    },
    IdempotencyKey: {
      in: "header",
      name: "Idempotency-Key",
      description:
        "Un texto único de cada solicitud: si se repite dentro de un día, no se hace dos veces.",
      schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
    },
  },
  headers: {
    ETag: {
      description: "Envíelo como If-None-Match: mientras nada cambie, la respuesta es 304.",
      schema: { type: "string" },
    },
    Location: { description: "La dirección de la carga.", schema: { type: "string" } },
    Link: {
      description: "La primera página, la anterior, la siguiente y la última (RFC 8288).",
      schema: { type: "string" },
    },
    RetryAfter: { description: "Cuántos segundos esperar.", schema: { type: "integer" } },
  },
} as const;

export type Document = Awaited<ReturnType<typeof generateSpecs>>;

/** The OpenAPI document of the routes below `/api/v1`, made from what describes and checks them. */
export async function createDocument(api: Hono<Env>, eps: EpsIdentity): Promise<Document> {
  return await generateSpecs(api, {
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
    documentation: {
      openapi: "3.1.0",
      info: {
        title: `Zona Ser de ${eps.name}: API para programas`,
        version: "1",
        description: DESCRIPTION,
      },
      servers: [{ url: "/api/v1" }],
      tags: TAGS.map((tag) => ({ ...tag })),
      webhooks: describeWebhooks(),
      components: {
        ...COMPONENTS,
        responses: {
          Unchanged: { description: "Nada cambió desde ese ETag; sin cuerpo." },
          ...problemAnswers(),
        },
      },
    },
  });
}

/** Statuses after which a script should wait. */
const WAITS = [429, 503];

function problemAnswers() {
  const answers = Object.entries(PROBLEMS).map(([status, { name, description }]) => [name, {
    description,
    content: { "application/problem+json": { schema: resolver(PROBLEM) } },
    ...(WAITS.includes(Number(status)) && {
      headers: { "Retry-After": { $ref: "#/components/headers/RetryAfter" } },
    }),
  }]);
  return Object.fromEntries(answers);
}
