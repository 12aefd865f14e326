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
        figures.push(...await scoresOf(stage, name, address, cookie));
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

async function scoresOf(
  { options, folder }: Stage,
  name: string,
  address: string,
  cookie: string,
): Promise<Figure[]> {
  const rounds: number[][] = CATEGORIES.map(() => []);
  for (let round = 0; round < (options.quick ? 1 : 3); round++) {
    say(`Lighthouse: ${name}`);
    const scores = await run(folder, address, cookie);
    for (const [index, score] of scores.entries()) rounds[index]?.push(score);
  }
  return CATEGORIES.map((category, index) => {
    const score = median(rounds[index] ?? []);
    const what = `Lighthouse (mobile), ${name}: ${category}`;
    const judgement = { id: "P14", what, portal: String(score), value: score };
    return judged({ ...judgement, sign: "≥", limit: 100, unit: " " });
  });
}

/** Runs outside of the checkout: Lighthouse is no dependency of the portal. */
async function run(folder: string, address: string, cookie: string): Promise<number[]> {
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
  const { categories } = JSON.parse(await Deno.readTextFile(report));
  return CATEGORIES.map((category) => Math.round(categories[category].score * 100));
}
