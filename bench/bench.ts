import { AFFILIATE_ROWS } from "./rows/affiliates.ts";
import { BYTES_ROWS } from "./rows/bytes.ts";
import { CROWD_ROWS } from "./rows/crowd.ts";
import { CRUCE_ROW } from "./rows/cruce.ts";
import { EXPORT_ROWS } from "./rows/exports.ts";
import { LIGHTHOUSE_ROWS } from "./rows/lighthouse.ts";
import { LOAD_ROWS } from "./rows/load.ts";
import { LONG_VOUCHER_ROW } from "./rows/long_voucher.ts";
import { PAGE_ROWS } from "./rows/pages.ts";
import { PARALLEL_ROW } from "./rows/parallel.ts";
import { RESET_ROW } from "./rows/reset.ts";
import { ROUND_TRIPS_ROW } from "./rows/round_trips.ts";
import { SIGN_IN_ROWS } from "./rows/sign_in.ts";
import { SIZE_ROWS } from "./rows/size.ts";
import { START_ROW } from "./rows/start.ts";
import { WORKBOOK_ROWS } from "./rows/workbook.ts";
import { readOptions } from "./support/options.ts";
import { describeRun, writePage } from "./support/page.ts";
import { type Family, type Figure, skipped } from "./support/row.ts";
import { say, setStage, type Stage } from "./support/stage.ts";
import { table } from "./support/table.ts";

/** In the order of the table; heavy ones only with --full or by their names. */
const FAMILIES: Family[] = [
  PAGE_ROWS,
  PARALLEL_ROW,
  LONG_VOUCHER_ROW,
  SIZE_ROWS,
  ROUND_TRIPS_ROW,
  WORKBOOK_ROWS,
  LOAD_ROWS,
  CRUCE_ROW,
  START_ROW,
  BYTES_ROWS,
  LIGHTHOUSE_ROWS,
  SIGN_IN_ROWS,
  CROWD_ROWS,
  RESET_ROW,
  AFFILIATE_ROWS,
  EXPORT_ROWS,
];

/** `deno task bench`: measures the rows of docs/performance.md and prints them as one table. */
if (import.meta.main) {
  const options = readOptions(Deno.args);
  const place = await Deno.makeTempDir({ prefix: "zona-ser-bench-" });
  try {
    for (const portal of options.portals) {
      const stage = await setStage(options, portal, place);
      const figures = table(await measure(stage));
      const settings = `deno task bench ${Deno.args.join(" ")}`.trim();
      const description = await describeRun(stage.checkout.commit, settings);
      console.log(`\n${portal}: ${description}\n\n${figures}\n`);
      if (options.write) await writePage(description, figures);
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
      const measured = await family.measure(stage);
      for (const { id, what, portal, peer, verdict } of measured) {
        say(`${id} ${what}: ${portal}, ${peer}: ${verdict}`);
      }
      figures.push(...measured);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      figures.push(skipped(family.ids.join(", "), "", "–", why));
    }
  }
  return figures;
}
