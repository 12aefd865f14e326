import { fc } from "../runs/properties.ts";
import { resolved, type Schema } from "../../../routes/api/written.ts";

/*
 * Values made from a schema of the document: right ones, those that are wrong by its own words, and
 * what an attacker would send.
 */

type Named = Record<string, Schema>;

/** A text that a parameter or a field of a form may have. */
export function rightText(schema: Schema, known: string[]): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum.map(String));
  if (schema.type === "integer") {
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 }).map(String);
  }
  if (schema.format === "date") return rightDay();
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  const examples = [...(schema.examples ?? []).map(String), ...known];
  const any = fc.string({
    unit: "grapheme",
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 40, 40),
  }).filter((text) => text.length <= (schema.maxLength ?? 40));
  return fc.oneof(fc.constantFrom(...examples, "x"), any);
}

/** Texts that the schema forbids; none where it allows every text. */
export function wrongTexts(schema: Schema): fc.Arbitrary<string>[] {
  if (schema.enum) return [fc.constant("ninguno"), fc.constant(`${schema.enum[0]} `)];
  if (schema.type === "integer") {
    const { minimum = 0, maximum = 1000 } = schema;
    return [fc.constantFrom(`${minimum - 1}`, `${maximum + 1}`, "1.5", "uno", "1e2", "١", "-1")];
  }
  if (schema.format === "date") {
    return [fc.constantFrom("2026-02-30", "01/03/2026", "2026-3-1", "hoy", "20260301")];
  }
  const { pattern, maxLength, minLength = 0 } = schema;
  return [
    ...(pattern === undefined ? [] : [
      fc.constantFrom("x", "1,5", "1.234", "-").filter((text) => !new RegExp(pattern).test(text)),
    ]),
    ...(maxLength === undefined ? [] : [fc.constant("x".repeat(maxLength + 1))]),
    ...(minLength > 0 ? [fc.constant("")] : []),
  ];
}

/** A value of a body in JSON. */
export function rightValue(schema: Schema, named: Named, known: string[]): fc.Arbitrary<unknown> {
  const { type, properties = {}, required = [], items = {}, minItems = 0, maxItems = 8 } = resolved(
    schema,
    named,
  );
  if (type === "object") {
    const fields = Object.entries(properties).map(([name, property]) => [
      name,
      rightValue(property, named, known),
    ]);
    return recordOf(Object.fromEntries(fields), required);
  }
  if (type === "array") {
    const maxLength = Math.min(maxItems, 8);
    return fc.array(rightValue(items, named, known), { minLength: minItems, maxLength });
  }
  return rightText(resolved(schema, named), known);
}

/** A body with one thing in it wrong, wherever that is. */
export function wrongValue(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  const { type, properties = {}, required = [], items = {} } = resolved(schema, named);
  if (type === "object") {
    const fields = Object.entries(properties);
    const rest = rightValue(schema, named, ["CBS100"]);
    const broken = fields.map(([name, property]) =>
      fc.tuple(rest, wrongValue(property, named)).map(([whole, wrong]) => ({
        ...Object(whole),
        [name]: wrong,
      }))
    );
    const missing = required.map((name) =>
      rest.map((whole) => {
        const { [name]: _gone, ...others } = Object(whole);
        return others;
      })
    );
    return fc.oneof(...broken, ...missing, fc.constantFrom(null, [], "x", 1));
  }
  if (type === "array") {
    const one = wrongValue(items, named).map((wrong) => [wrong]);
    return fc.oneof(one, fc.constantFrom<unknown>([], {}, null, "x"));
  }
  return fc.oneof(fc.constantFrom<unknown>(1, null, true, [], {}), ...wrongTexts(schema));
}

/** The fields of a form with one of them wrong; whatever a file holds is judged by the load. */
export function wrongForm(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = resolved(schema, named);
  const rest = rightValue(schema, named, []);
  const broken = Object.entries(properties).flatMap(([name, property]) =>
    property.type === "array"
      ? []
      : wrongTexts(property).map((wrong) =>
        fc.tuple(rest, wrong).map(([whole, text]) => ({ ...Object(whole), [name]: text }))
      )
  );
  const missing = required.map((name) => rest.map((whole) => ({ ...Object(whole), [name]: [] })));
  return fc.oneof(...broken, ...missing);
}

const DEEP = 2000;

/** What breaks parsers, queries, headers and pages. */
export const HOSTILE_TEXTS = [
  "' OR 1=1 --",
  '"; DROP TABLE vouchers; --',
  "1) UNION SELECT nit FROM providers --",
  "%00",
  "a\0b",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "{{7*7}}",
  "${7*7}",
  "\u202e\u2066x",
  "😀".repeat(50),
  "e\u0301".repeat(100),
  "\r\nSet-Cookie: x=1",
  "9".repeat(400),
  "-0",
  "1e309",
  "NaN",
  "__proto__",
  "constructor",
  "*",
  "%",
  "_",
  "=1+1",
  "x".repeat(5000),
];

export function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
}

/** Bodies that are no JSON, or JSON of any form. */
export function hostileBody(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      "",
      "{",
      "null",
      "[]",
      "1e400",
      `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
      `${'{"invoices":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
      '{"__proto__":{"controlTotal":"1.00"}}',
      '{"controlTotal":"1.00","controlTotal":"2.00"}',
      "\ufeff{}",
      '{"tolerance":1e999}',
    ),
    fc.json({ maxDepth: 5 }),
    hostileText(),
  );
}

/** An object with some of its fields, the required ones always. */
function recordOf(
  fields: Record<string, fc.Arbitrary<unknown>>,
  required: string[],
): fc.Arbitrary<unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    const entry = value.map((one) => [name, one]);
    return required.includes(name) ? entry : fc.option(entry, { nil: undefined });
  });
  return fc.tuple(...entries).map((some) =>
    Object.fromEntries(some.filter((entry) => entry !== undefined))
  );
}

function rightDay(): fc.Arbitrary<string> {
  return fc.date({
    min: new Date("2026-01-01T00:00:00Z"),
    max: new Date("2026-06-30T00:00:00Z"),
    noInvalidDate: true,
  }).map((date) => date.toISOString().slice(0, 10));
}
