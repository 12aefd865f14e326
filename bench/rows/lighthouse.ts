import { fewLists } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { output } from "../support/programs.ts";
import { type Family, type Figure, judged, skipped } from "../support/row.ts";
import { say, type Stage } from "../support/stage.ts";
import { median } from "../support/statistics.ts";

const LIGHTHOUSE = "npm:lighthouse@13.5.0";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu " +
  "--disable-background-networking --disable-component-update";

/** P14: Lighthouse (mobile) on the page to sign in and on Consulta de Pagos. */
export const LIGHTHOUSE_ROWS: Family = {
  ids: ["P14"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    const origin = `http://127.0.0.1:${portal.port}`;
    try {
      const pages = [
        ["Inicio de Sesión", `${origin}/zona-ser`, ""],
        ["Consulta de Pagos", origin + (fewLists()[0] ?? ""), stage.cookie],
      ] as const;
      const figures: Figure[] = [];
      for (const [name, address, cookie] of pages) {
        figures.push(await scoresOf(stage, name, address, cookie));
      }
      return figures;
    } catch (error) {
      const why = error instanceof Error ? error.message.trim().split("\n").at(-1) : error;
      return [skipped("P14", "Lighthouse (mobile)", "100 each", `${why}`.slice(0, 100))];
    } finally {
      await portal.stop();
    }
  },
};

/** The four scores of a page; of several runs the one whose performance is in the middle. */
async function scoresOf(
  { options, folder }: Stage,
  name: string,
  address: string,
  cookie: string,
): Promise<Figure> {
  const runs: Report[] = [];
  for (let round = 0; round < (options.quick ? 1 : 3); round++) {
    say(`Lighthouse: ${name}`);
    runs.push(await run(folder, address, cookie));
  }
  const middle = median(runs.map(({ scores }) => scores[0] ?? 0));
  const { scores = [], failed = [] } = runs.find((one) => one.scores[0] === middle) ?? {};
  const row = judged({
    id: "P14",
    what: `Lighthouse (mobile), ${name}: ${CATEGORIES.join(", ")}`,
    portal: scores.join(", "),
    value: Math.min(...scores),
    sign: "≥",
    limit: 100,
    unit: " each",
  });
  return failed.length > 0 ? { ...row, verdict: `${row.verdict} (${failed.join(", ")})` } : row;
}

type Report = { scores: number[]; failed: string[] };
type Category = { score: number; auditRefs: { id: string; weight: number }[] };

/** Runs outside of the checkout: Lighthouse is no dependency of the portal. */
async function run(folder: string, address: string, cookie: string): Promise<Report> {
  const report = `${folder}/lighthouse.json`;
  const headers = `${folder}/headers.json`;
  await Deno.writeTextFile(headers, JSON.stringify(cookie === "" ? {} : { Cookie: cookie }));
  await output(Deno.execPath(), [
    "run",
    "--no-lock",
    "-A",
    LIGHTHOUSE,
    address,
    "--quiet",
    "--output=json",
    `--output-path=${report}`,
    `--extra-headers=${headers}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    `--chrome-flags=${CHROME_FLAGS}`,
  ], { cwd: folder });
  return read(JSON.parse(await Deno.readTextFile(report)));
}

/** The scores, and the names of the audits that cost points. */
function read(
  { categories, audits }: {
    categories: Record<string, Category>;
    audits: Record<string, { score: number | null }>;
  },
): Report {
  const judgedOf = CATEGORIES.map((name) => categories[name]).filter((one) => one !== undefined);
  const failed = judgedOf.filter(({ score }) => score < 1).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id]?.score === 0)
    .map(({ id }) => id);
  return { scores: judgedOf.map(({ score }) => Math.round(score * 100)), failed };
}
