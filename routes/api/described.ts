import type {
  DescribedAnswer,
  DescribedBody,
  DescribedField,
  DescribedOperation,
  DescribedParameter,
  Reference,
} from "../../components/api/described.ts";
import { SCOPE_WORDS, type TokenScope } from "../../domain/programs/scope.ts";
import {
  type Answer,
  type Body,
  nameOf,
  type Operation,
  type Parameter,
  resolved,
  type Schema,
  type Written,
} from "./written.ts";
import { curlOf } from "./curl.ts";

/** What the page of the API shows of its document; `origin` is where a program asks. */
export function describeDocument(document: Written, origin: string): Reference {
  const { info, tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      tag: operation.tags[0],
      described: describeOperation(
        document,
        { method: method.toUpperCase(), path, operation },
        origin,
      ),
    }))
  );
  return {
    title: info.title,
    groups: tags.map(({ name, description }) => ({
      name,
      about: description,
      operations: operations.filter(({ tag }) => tag === name).map(({ described }) => described),
    })),
    schemas: Object.entries(components.schemas).filter(([, { properties }]) => properties)
      .map(([name, schema]) => ({
        name,
        about: schema.description ?? "",
        fields: fieldsOf(schema),
      })),
  };
}

type Place = { method: string; path: string; operation: Operation };

function describeOperation(document: Written, place: Place, origin: string): DescribedOperation {
  const { method, path, operation } = place;
  const { components } = document;
  const parameters = (operation.parameters ?? []).map((one) =>
    describeParameter(resolved(one, components.parameters))
  );
  const body = operation.requestBody && describeBody(document, operation.requestBody);
  return {
    id: operation.operationId,
    method,
    path: `/api/v1${path}`,
    summary: operation.summary,
    about: operation.description,
    scope: scopeWords(operation),
    parameters,
    ...(body && { body }),
    answers: Object.entries(operation.responses).map(([status, answer]) =>
      describeAnswer(status, resolved(answer, components.responses))
    ),
    curl: curlOf(
      { method, path, parameters, body, hasToken: operation.security.length > 0 },
      origin,
    ),
  };
}

function scopeWords({ security: [needed] }: Operation): string {
  if (!needed) return "Sin token.";
  const [name] = needed.token;
  const scope = isScope(name) ? SCOPE_WORDS[name] : undefined;
  return scope ? `Permiso del token: ${scope.name} (${name}).` : "Con cualquier token.";
}

function isScope(name: string | undefined): name is TokenScope {
  return name !== undefined && name in SCOPE_WORDS;
}

function describeParameter(
  { name, in: place, required = false, description = "", schema }: Parameter,
): DescribedParameter {
  const about = [description, defaultOf(schema)].filter(Boolean).join(" ");
  return {
    ...describeField(name, schema, required),
    about,
    place,
    example: String(schema.examples?.[0] ?? ""),
  };
}

function defaultOf({ default: value }: Schema): string {
  return value === undefined || value === "" ? "" : `Si no se dice, ${value}.`;
}

function describeBody(
  { components }: Written,
  { description = "", content }: Body,
): DescribedBody | undefined {
  const [[type, media] = []] = Object.entries(content);
  if (!media) return undefined;
  const isForm = type === "multipart/form-data";
  return {
    about: description,
    isForm,
    fields: fieldsOf(resolved(media.schema, components.schemas)),
    example: isForm ? "" : JSON.stringify(media.example, null, 2),
  };
}

function describeAnswer(status: string, answer: Answer): DescribedAnswer {
  const [[type = "", media] = []] = Object.entries(answer.content ?? {});
  const isProblem = type === "application/problem+json";
  const kind = type === "application/json" && media ? kindOf(media.schema) : { kind: type };
  return {
    status,
    about: answer.description ?? "",
    ...(isProblem ? { kind: "" } : kind),
    ...(media?.example !== undefined && { example: JSON.stringify(media.example, null, 2) }),
  };
}

function fieldsOf({ properties = {}, required = [] }: Schema): DescribedField[] {
  return Object.entries(properties).map(([name, schema]) =>
    describeField(name, schema, required.includes(name))
  );
}

function describeField(name: string, schema: Schema, isRequired: boolean): DescribedField {
  return { name, about: schema.description ?? "", isRequired, ...kindOf(schema) };
}

const KINDS: Record<string, string> = {
  string: "texto",
  integer: "entero",
  number: "número",
  boolean: "true o false",
  object: "objeto",
  null: "null",
  array: "lista",
};

/** `texto o null`, `lista de Voucher`: the kind in words, and the schema that it names. */
function kindOf(schema: Schema): { kind: string; schema?: string } {
  const name = nameOf(schema);
  if (name !== undefined) return { kind: name, schema: name };
  if (schema.enum) return { kind: schema.enum.join(" · ") };
  if (schema.const !== undefined) return { kind: `${schema.const}` };
  if (schema.format === "date") return { kind: "día" };
  if (schema.anyOf) {
    const kinds = schema.anyOf.map(kindOf);
    const named = kinds.find((one) => one.schema !== undefined)?.schema;
    return {
      kind: kinds.map(({ kind }) => kind).join(" o "),
      ...(named !== undefined && { schema: named }),
    };
  }
  if (schema.type === "array" && schema.items) {
    const { kind, ...rest } = kindOf(schema.items);
    return { kind: `lista de ${kind}`, ...rest };
  }
  const types = [schema.type ?? []].flat();
  return { kind: types.map((type) => KINDS[type] ?? type).join(" o ") };
}
