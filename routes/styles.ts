const FOLDER = new URL("../static/styles/", import.meta.url);

/**
 * The files of `static/styles/`, in their order. Each is a cascade layer: rules of a later file win
 * over those of an earlier one, whatever their selectors.
 */
export const STYLES = [
  "tokens",
  "ground",
  "frame",
  "modules",
  "page",
  "controls",
  "requests",
  "fields",
  "search_form",
  "lists",
  "tables",
  "home",
  "accounts",
  "payments",
  "explanation",
  "narrowing",
  "inquiries",
  "reconciliation",
  "statements",
  "certificates",
  "loads",
  "notices",
  "staff",
  "affiliates",
  "appointments",
  "enrolment",
  "medicines",
  "attention",
  "reporting",
  "api",
  "help",
];

/**
 * The one style sheet of every page, joined from the files, without what only their readers need.
 * Throws where one of them is missing.
 */
export async function readStyles(): Promise<string> {
  const layers = await Promise.all(STYLES.map(readLayer));
  return `@layer ${STYLES.join(", ")};\n${layers.join("")}`;
}

async function readLayer(name: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(`${name}.css`, FOLDER));
  return `@layer ${name} {\n${withoutComments(text)}}\n`;
}

/** Comments and indents are a fifth of what would travel; no text of the styles has a comment in it. */
function withoutComments(text: string): string {
  const [first = "", ...rest] = text.split("/*");
  const code = first + rest.map((part) => part.slice(part.indexOf("*/") + 2)).join("");
  return code.split("\n").map((line) => line.trim()).filter((line) => line !== "")
    .map((line) => `${line}\n`).join("");
}
