import { fc } from "../runs/properties.ts";
import {
  HOSTILE_TEXTS,
  hostileBody,
  hostileText,
  rightText,
  rightValue,
  wrongForm,
  wrongTexts,
  wrongValue,
} from "./values.ts";
import {
  type Operation,
  type Parameter,
  resolved,
  type Schema,
  type Written,
} from "../../../routes/api/written.ts";

/** How a request was made: by the document, against it in one place, or by an attacker. */
export type Kind = "right" | "wrong" | "hostile";
export type Sent = { kind: Kind; path: string; headers: [string, string][]; body?: BodyInit };

export type Place = { path: string; operation: Operation };
type Choice = { parameter: Parameter; text: string };

/** Names of A's records, and of B's. */
export const KNOWN = ["1001", "1002", "GD/7 á", "FEV-000001", "CBS100", "B-1", "SECRETA-9"];
/** How often a parameter is left out: few rows pass a filter of many. */
const MOSTLY = 4;
const MULTIPART = "multipart/form-data";

/** Requests of an operation; wrong ones only where the document forbids something. */
export function requestsOf(document: Written, place: Place): fc.Arbitrary<Sent> {
  const wrong = wrongRequests(document, place);
  return fc.oneof(
    rightRequests(document, place),
    ...(wrong.length > 0 ? [fc.oneof(...wrong)] : []),
    hostileRequests(document, place),
  );
}

/** Each hostile text in each parameter, all else left out. */
export function hostileEach(document: Written, place: Place): Sent[] {
  const parameters = parametersOf(document, place.operation);
  return parameters.flatMap((parameter) =>
    HOSTILE_TEXTS.map((text) => written("hostile", place, [{ parameter, text }], undefined))
  );
}

function rightRequests(document: Written, place: Place): fc.Arbitrary<Sent> {
  const body = bodySchema(place.operation);
  const named = document.components.schemas;
  return fc.tuple(
    rightChoices(document, place),
    body ? rightValue(body, named, KNOWN) : fc.constant(undefined),
  ).map(([choices, value]) => written("right", place, choices, value));
}

function wrongRequests(document: Written, place: Place): fc.Arbitrary<Sent>[] {
  const named = document.components.schemas;
  const body = bodySchema(place.operation);
  const rightBody = body ? rightValue(body, named, KNOWN) : fc.constant(undefined);
  const ofParameters = parametersOf(document, place.operation).filter(isInAddress)
    .flatMap((parameter) =>
      wrongTexts(parameter.schema).map((wrong) =>
        fc.tuple(rightChoices(document, place), wrong, rightBody).map(([choices, text, value]) => {
          const others = choices.filter((choice) => choice.parameter.name !== parameter.name);
          return written("wrong", place, [...others, { parameter, text }], value);
        })
      )
    );
  const wrong = place.operation.requestBody && MULTIPART in place.operation.requestBody.content
    ? wrongForm
    : wrongValue;
  const ofBody = body && fc.tuple(rightChoices(document, place), wrong(body, named))
    .map(([choices, value]) => written("wrong", place, choices, value));
  return ofBody ? [...ofParameters, ofBody] : ofParameters;
}

function hostileRequests(document: Written, place: Place): fc.Arbitrary<Sent> {
  const parameters = parametersOf(document, place.operation);
  const choices = parameters.map((parameter) =>
    fc.oneof(hostileText(), rightText(parameter.schema, KNOWN)).map((text) => ({ parameter, text }))
  );
  const body = place.operation.requestBody ? hostileBody() : fc.constant(undefined);
  const further = fc.array(fc.tuple(hostileText(), hostileText()), { maxLength: 3 });
  return fc.tuple(fc.tuple(...choices), body, further, fc.boolean()).map(
    ([chosen, text, others, isTwice]) => {
      const sent = written("hostile", place, isTwice ? [...chosen, ...chosen] : chosen, undefined);
      const query = new URLSearchParams(others).toString();
      const path = query === ""
        ? sent.path
        : `${sent.path}${sent.path.includes("?") ? "&" : "?"}${query}`;
      return { ...sent, path, ...(text !== undefined && { body: text }) };
    },
  );
}

/** Some of the parameters, those of the path always. */
function rightChoices(document: Written, { operation }: Place): fc.Arbitrary<Choice[]> {
  const parameters = parametersOf(document, operation).filter(isInAddress);
  const choices = parameters.map((parameter) => {
    const right = rightText(parameter.schema, KNOWN).map((text) => ({ parameter, text }));
    const none = fc.constant(undefined);
    return parameter.in === "path"
      ? right
      : fc.oneof({ arbitrary: none, weight: MOSTLY }, { arbitrary: right, weight: 1 });
  });
  return fc.tuple(...choices).map((some) => some.filter((one) => one !== undefined));
}

function written(kind: Kind, place: Place, choices: Choice[], value: unknown): Sent {
  const query = new URLSearchParams();
  const headers: [string, string][] = [];
  let path = place.path;
  for (const { parameter, text } of choices) {
    if (parameter.in === "path") {
      path = path.replace(`{${parameter.name}}`, segmentOf(text));
    } else if (parameter.in === "query") query.append(parameter.name, text);
    else headers.push([parameter.name, text.replace(/[^\x20-\x7e]/g, "?").trim()]);
  }
  const address = query.size > 0 ? `${path}?${query}` : path;
  const body = value === undefined ? undefined : bodyOf(place.operation, value);
  return { kind, path: address, headers, ...(body !== undefined && { body }) };
}

/** A text as one segment of a path; dots alone would name another path. */
function segmentOf(text: string): string {
  return /^\.{0,2}$/.test(text) ? "x" : encodeURIComponent(text.toWellFormed());
}

function bodyOf({ requestBody }: Operation, value: unknown): BodyInit {
  if (!requestBody || !(MULTIPART in requestBody.content)) return JSON.stringify(value);
  const form = new FormData();
  for (const [name, field] of Object.entries(Object(value))) {
    if (name !== "files" || !Array.isArray(field)) form.append(name, `${field}`);
    else for (const text of field) form.append(name, new File([`${text}`], "x.csv"));
  }
  return form;
}

function bodySchema({ requestBody }: Operation): Schema | undefined {
  return Object.values(requestBody?.content ?? {})[0]?.schema;
}

function parametersOf(document: Written, { parameters = [] }: Operation): Parameter[] {
  return parameters.map((one) => resolved(one, document.components.parameters));
}

function isInAddress(parameter: Parameter): boolean {
  return parameter.in !== "header";
}
