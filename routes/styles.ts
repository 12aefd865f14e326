const FOLDER = new URL("../static/styles/", import.meta.url);

/**
 * The files of `static/styles/`, in their order, whatever sheet they are in. Each is a cascade layer: rules of a later file win
 * over those of an earlier one, whatever their selectors.
 */
export const STYLES = [
  "tokens",
  "ground",
  "frame",
  "modules",
  "page",
  "footer",
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

/** A style sheet, which only pages below certain addresses may need. */
export type Sheet = {
  name: string;
  /** First parts of the addresses of its pages; every page has a sheet without. */
  under?: readonly string[];
  text: string;
};

/** What travels apart from `app.css`, because a provider's pages never need it. */
const FURTHER_SHEETS = [
  {
    name: "affiliates.css",
    under: ["afiliados", "funcionario"],
    files: ["affiliates", "appointments", "enrolment", "medicines", "attention"],
  },
  { name: "staff.css", under: ["funcionario"], files: ["loads", "staff", "reporting"] },
  { name: "api.css", under: ["api"], files: ["api"] },
  { name: "help.css", under: ["ayuda"], files: ["help"] },
];

/**
 * The style sheets, joined from the files, without what only their readers need. The first says the
 * order of all layers, so a page names it first. Throws where a file is missing.
 */
export function readSheets(): Sheet[] {
  const apart = new Set(FURTHER_SHEETS.flatMap(({ files }) => files));
  const order = `@layer ${STYLES.join(", ")};\n`;
  const common = joinLayers(STYLES.filter((name) => !apart.has(name)));
  const further = FURTHER_SHEETS.map(({ name, under, files }) => (
    { name, under, text: joinLayers(files) }
  ));
  return [{ name: "app.css", text: order + common }, ...further];
}

/** Whether the page at this address names the sheet. */
export function isSheetOf({ under }: Sheet, path: string): boolean {
  return under === undefined || under.some((area) => area === path.split("/")[1]);
}

function joinLayers(names: string[]): string {
  return names.map(readLayer).join("");
}

/** The file is read at once: at the start that keeps nobody waiting, and costs less than a thread. */
function readLayer(name: string): string {
  const text = Deno.readTextFileSync(new URL(`${name}.css`, FOLDER));
  return `@layer ${name} {\n${withoutComments(text)}}\n`;
}

/** Comments and indents are a fifth of what would travel; no text of the styles has a comment in it. */
function withoutComments(text: string): string {
  const [first = "", ...rest] = text.split("/*");
  const code = first + rest.map((part) => part.slice(part.indexOf("*/") + 2)).join("");
  return code.split("\n").map((line) => line.trim()).filter((line) => line !== "")
    .map((line) => `${line}\n`).join("");
}
