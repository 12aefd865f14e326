import { DETAIL_PART, fewDetails, LAST_PAGE, samePage } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { saturate } from "../support/load.ts";
import { LONG_VOUCHER, shortVouchers } from "../support/payments.ts";
import { type Family, judged, milliseconds } from "../support/row.ts";
import type { Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";
import { warmUp } from "../support/throughput.ts";

const CONNECTIONS = 4;
// The last page has fewer lines; the one before it is as full as every other.
const PAGES = [["page 1", 1], ["page 100", 100], ["last full page", LAST_PAGE - 1]] as const;

/** P4: what a page of a voucher of 100,000 lines costs against one of 21. */
export const LONG_VOUCHER_ROW: Family = {
  ids: ["P4"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    try {
      const short = await addressFile(stage, shortVouchers()[0] ?? "", 1);
      const files = await Promise.all(
        PAGES.map(([, page]) => addressFile(stage, LONG_VOUCHER, page)),
      );
      const times = [new Array<number>(), ...PAGES.map(() => new Array<number>())];
      const headers = { ...DETAIL_PART, Cookie: stage.cookie };
      await warmUp({ server: portal, headers, sign: "<td" }, fewDetails());
      for (let round = 0; round < stage.options.rounds; round++) {
        for (const [index, file] of [short, ...files].entries()) {
          times[index]?.push(await costOf(stage, portal.port, file, round));
        }
      }
      return PAGES.map(([name], index) => {
        const { peer, portal, ratio } = comparison(times[0] ?? [], times[index + 1] ?? []);
        return judged({
          id: "P4",
          what: `${name} of 100,000 lines / page 1 of 21`,
          portal: milliseconds(portal),
          peer: milliseconds(peer),
          value: ratio,
          sign: "≤",
          limit: 1.2,
        });
      });
    } finally {
      await portal.stop();
    }
  },
};

/** Milliseconds of one process for one answer. */
export async function costOf(
  { options, cookie }: Stage,
  port: number,
  pathsFile: string,
  round: number,
): Promise<number> {
  const headers = { ...DETAIL_PART, Cookie: cookie };
  const seconds = options.quick ? 1 : 3;
  // A cache of pages must not stand in for the page: each round asks for ranges not asked before.
  const offset = round * 400;
  const plan = { port, pathsFile, offset, headers, connections: CONNECTIONS, seconds };
  const { answers, seconds: took } = await saturate(plan);
  return took * 1000 / answers;
}

export async function addressFile(
  { folder }: Stage,
  voucher: string,
  page: number,
): Promise<string> {
  const path = `${folder}/${voucher}-${page}.txt`;
  await Deno.writeTextFile(path, samePage(voucher, page).join("\n"));
  return path;
}
