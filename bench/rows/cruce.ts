import { cross } from "../support/asking.ts";
import { startPortal } from "../support/checkout.ts";
import { makeLarge } from "../support/large_database.ts";
import { lines, LONG_VOUCHER, vouchers } from "../support/payments.ts";
import { type Family, judged, milliseconds } from "../support/row.ts";
import { copyDatabase, say } from "../support/stage.ts";
import { median } from "../support/statistics.ts";

const COPIES = 9;
const NUMBERS = 20_000;
const WHAT = "cruce of 20,000 invoice numbers against 1,000,000 settlements";

/** P10: the answer to a pasted list, over HTTP, from the request to its last byte. */
export const CRUCE_ROW: Family = {
  ids: ["P10"],
  measure: async (stage) => {
    const database = await copyDatabase(stage.database, `${stage.folder}/million`);
    say("a million settlements");
    makeLarge(database, COPIES);
    const portal = await startPortal(stage.checkout, database);
    try {
      const times: number[] = [];
      for (let round = 0; round <= stage.options.rounds; round++) {
        times.push(await cross(portal.port, stage.cookie, invoiceNumbers()));
      }
      // Round 0 warms up.
      const ms = median(times.slice(1));
      const row = { id: "P10", what: WHAT, portal: milliseconds(ms), value: ms / 1000 } as const;
      return [judged({ ...row, sign: "≤", limit: 1, unit: " s" })];
    } finally {
      await portal.stop();
      await Deno.remove(`${stage.folder}/million`, { recursive: true });
    }
  },
};

function invoiceNumbers(): string[] {
  const long = vouchers().find(({ number }) => number === LONG_VOUCHER);
  const numbers = long ? [...lines(long)].map(({ invoice }) => invoice) : [];
  return numbers.filter((_, index) => index % 5 === 0).slice(0, NUMBERS);
}
