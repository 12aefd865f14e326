import { readCheckout } from "./support/checkout.ts";
import { describeRun } from "./support/page.ts";
import { readOptions as benchOptions } from "./support/options.ts";
import { copyDatabase, say, setStage } from "./support/stage.ts";
import { LINES_A_VOUCHER, PROVIDERS, WEEKS } from "./scale/country.ts";
import { openToGrow } from "./scale/grow.ts";
import { measure, type Measured } from "./scale/measure.ts";
import { addAffiliateAccounts, addEvents, addStaff } from "./scale/people.ts";
import { addAffiliates } from "./support/many_affiliates.ts";
import { readOptions, type ScaleOptions } from "./scale/options.ts";
import { bytesTable, sizesTable } from "./scale/tables.ts";

const HERE = new URL("..", import.meta.url).pathname.replace(/\/$/, "");

/**
 * `deno task bench:scale`: lets a database grow to the payments of a country, measures the portal on
 * it at each size, and prints both tables of docs/scale.md. Takes gigabytes and, at its full size,
 * an hour.
 */
if (import.meta.main) {
  const options = readOptions(Deno.args);
  const place = await Deno.makeTempDir({ dir: options.folder, prefix: "zona-ser-scale-" });
  try {
    const columns = await growAndMeasure(options, place);
    const { commit } = await readCheckout(HERE);
    console.log(await describeRun(commit, `deno task bench:scale ${Deno.args.join(" ")}`.trim()));
    console.log(`\n${sizesTable(columns)}\n\n${bytesTable(columns.at(-1))}`);
  } finally {
    if (!options.keep) await Deno.remove(place, { recursive: true });
  }
}

async function growAndMeasure(options: ScaleOptions, place: string): Promise<Measured[]> {
  const stage = await setStage(benchOptions([]), HERE, place);
  if (options.on !== undefined) {
    const settings = options.server === undefined ? {} : { DATABASE_URL: options.server };
    return [await measure(stage, options.on, settings)];
  }
  const database = await copyDatabase(stage.database, `${place}/country`);
  const country = {
    providers: PROVIDERS,
    weeks: WEEKS,
    lines: options.settlements,
    linesAVoucher: LINES_A_VOUCHER,
  };
  await addStaff(database, ["tesoreria", "administrador"]);
  const columns: Measured[] = [];
  let [week, people, events] = [0, 0, 0];
  for (const part of options.parts) {
    say(`${Math.round(options.settlements * part).toLocaleString("en-US")} settlements`);
    const began = performance.now();
    const grower = openToGrow(database);
    if (week === 0) grower.addProviders(PROVIDERS);
    const until = Math.round(WEEKS * part);
    for (; week < until; week++) grower.addWeek(country, week);
    grower.close();
    const affiliates = Math.round(options.affiliates * part);
    addAffiliates(database, affiliates, people);
    addAffiliateAccounts(database);
    people = affiliates;
    const logged = Math.round(options.events * part);
    await addEvents(database, events, logged);
    events = logged;
    const seconds = (performance.now() - began) / 1000;
    say(`made in ${Math.round(seconds)} s; measuring`);
    columns.push(await measure(stage, database));
  }
  return columns;
}
