/*
 * As much of the document as is read from it, by its page and by the tests that hold the API to it.
 */

export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  examples?: unknown[];
  default?: unknown;
};
export type Content = Record<string, { schema: Schema; example?: unknown }>;
export type Answer = { $ref?: string; description?: string; content?: Content };
export type Parameter = {
  $ref?: string;
  in: "path" | "query" | "header";
  name: string;
  description?: string;
  required?: boolean;
  schema: Schema;
};
export type Body = { description?: string; content: Content };
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: { token: string[] }[];
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Answer>;
};
export type Written = {
  info: { title: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    schemas: Record<string, Schema>;
  };
};

/** What a reference names, or the thing itself. */
export function resolved<Thing extends { $ref?: string }>(
  thing: Thing,
  named: Record<string, Thing>,
): Thing {
  const name = nameOf(thing);
  return name === undefined ? thing : named[name] ?? thing;
}

/** The name of what is referred to. */
export function nameOf({ $ref }: { $ref?: string }): string | undefined {
  return $ref?.split("/").at(-1);
}
