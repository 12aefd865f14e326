import { apiRoutes } from "../../../routes/api.ts";
import { createDocument } from "../../../routes/api/document.ts";
import type { Services } from "../../../routes/context.ts";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  format?: string;
  pattern?: string;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};
export type Content = Record<string, { schema: Schema; example?: unknown }>;
export type Answer = { $ref?: string; description?: string; content?: Content };
export type Parameter = {
  $ref?: string;
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  schema: Schema;
};
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: { token: string[] }[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, Answer>;
};
export type WrittenDocument = {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: {
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    schemas: Record<string, Schema>;
  };
};

/** The document as everybody reads it. */
export async function writeDocument({ settings }: Services): Promise<WrittenDocument> {
  return JSON.parse(JSON.stringify(await createDocument(apiRoutes(), settings.eps)));
}

/** Each operation with its method and its path, `GET /vouchers/{documentNumber}`. */
export function operationsOf({ paths }: WrittenDocument) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      pointer: `/paths/${path.replaceAll("/", "~1")}/${method}`,
    }))
  );
}

/** What a reference names, or the thing itself. */
export function resolved<Thing extends { $ref?: string }>(
  thing: Thing,
  named: Record<string, Thing>,
): Thing {
  const name = thing.$ref?.split("/").at(-1);
  return name === undefined ? thing : named[name] ?? thing;
}
