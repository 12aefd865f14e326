import { type Family, skipped } from "../support/row.ts";

/** P10 waits for the cruce. */
export const CRUCE_ROW: Family = {
  ids: ["P10"],
  measure: () => {
    const what = "cruce of 20,000 invoice numbers against 1,000,000 settlements";
    return Promise.resolve([
      skipped("P10", what, "≤ 1 s, ≤ 25 round trips", "cruce is not built yet"),
    ]);
  },
};
