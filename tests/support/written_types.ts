import type { Source } from "./sources.ts";

/** A type as a source writes it down, with the fields that it names by itself. */
export type WrittenType = { path: string; name: string; fields: string[] };

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/g;
/** `Pick<Voucher, "paidOn">`: whose fields these are is said there. */
const ARGUMENTS = /<(?:[^<>]|<[^<>]*>)*>/g;
/** Inside a type a semicolon is followed by an indented line or by the brace that ends it. */
const TYPE = /^(?:export )?type (\w+)(?:<[^=]*>)? =([\s\S]*?);\n(?![ }])/gm;

/** The types that a source writes down; fields of fields do not count, nor those of types it names. */
export function typesIn({ path, text }: Source): WrittenType[] {
  return [...text.replace(COMMENT, "").matchAll(TYPE)]
    .map(([, name = "", body = ""]) => ({
      path,
      name,
      fields: ownFields(body.replace(ARGUMENTS, "")),
    }));
}

/** Those of `types` with at least `least` fields, all of which a type of `others` has, too. */
export function writtenAgain(
  types: WrittenType[],
  others: WrittenType[],
  least: number,
): string[] {
  return types.filter(({ fields }) => fields.length >= least).flatMap((type) => {
    const other = others.find(({ fields }) => type.fields.every((one) => fields.includes(one)));
    return other ? [`${type.path} ${type.name}: ${other.path} ${other.name}`] : [];
  });
}

/** None where the type is one of several: no value has all of their fields. */
function ownFields(body: string): string[] {
  let depth = 0;
  let own = "";
  for (const sign of body) {
    if ("})]".includes(sign)) depth--;
    if (depth === 0 && sign === "|") return [];
    if (depth === 1) own += sign;
    if ("{([".includes(sign)) depth++;
    if (sign === "}" && depth === 0) own += ";";
  }
  return [...own.matchAll(/(?:^|[{;])\s*(?:readonly )?(\w+)\??:/g)].map(([, name = ""]) => name);
}
