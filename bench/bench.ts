import { PAGE_ROWS } from "./rows/pages.ts";
import { readOptions } from "./support/options.ts";
import { type Family, type Figure, skipped } from "./support/row.ts";
import { say, setStage, type Stage } from "./support/stage.ts";
import { table } from "./support/table.ts";

const FAMILIES: Family[] = [PAGE_ROWS];

/** `deno task bench`: measures the rows of docs/performance.md and prints them as one table. */
if (import.meta.main) {
  const options = readOptions(Deno.args);
  const place = await Deno.makeTempDir({ prefix: "zona-ser-bench-" });
  try {
    for (const portal of options.portals) {
      const stage = await setStage(options, portal, place);
      console.log(`\n${stage.checkout.commit} (${portal})\n`);
      console.log(table(await measure(stage)));
    }
  } finally {
    await Deno.remove(place, { recursive: true });
  }
}

async function measure(stage: Stage): Promise<Figure[]> {
  const { rows, full } = stage.options;
  const figures: Figure[] = [];
  for (const family of FAMILIES) {
    const isAsked = family.ids.some((id) => rows.includes(id));
    if (!isAsked && (rows.length > 0 || family.isHeavy && !full)) continue;
    say(family.ids.join(", "));
    try {
      figures.push(...await family.measure(stage));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      figures.push(skipped(family.ids.join(", "), "", "–", why));
    }
  }
  return figures;
}
