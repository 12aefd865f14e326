import type { Family } from "../support/row.ts";

/** P6 is a count, which a test asserts at every change. */
export const ROUND_TRIPS_ROW: Family = {
  ids: ["P6"],
  measure: () =>
    Promise.resolve([{
      id: "P6",
      what: "round trips to the database of a page, signed in",
      goal: "≤ 2",
      portal: "counted",
      peer: "–",
      ratio: "–",
      verdict: "asserted by tests/whole/round_trips_test.ts",
    }]),
};
