import { DatabaseSync } from "node:sqlite";
import { DETAIL_PART, samePage } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { startDriver } from "../support/load.ts";
import { forgetPeak, memoryOf } from "../../tests/support/memory.ts";
import { LONG_VOUCHER, shortVouchers } from "../support/payments.ts";
import { type Family, judged, megabytes, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { signIn } from "../support/visitor.ts";

const AT_ONCE = 20;
/** Of one account one download is made at a time, and four wait. */
const ACCOUNTS = 5;
const REQUESTS_A_SECOND = 20;
const MAX_SECONDS = 600;
const MAX_MEMORY_MB = 400;
const MAX_WAIT_MS = 1000;
const MAX_DIFFERENCE_BYTES = 100;

/** P19 (D8): twenty workbooks of 100,000 settlements at once of five people, beside others who look at pages. */
export const EXPORT_ROWS: Family = {
  ids: ["P19"],
  measure: async (stage) => {
    addColleagues(stage.database);
    const portal = await startPortal(stage.checkout, stage.database);
    try {
      return figures(await downloadAll(stage, portal));
    } finally {
      await portal.stop();
    }
  },
};

async function downloadAll(stage: Stage, { port, pid }: Server) {
  const cookies: string[] = [];
  for (let n = 1; n <= ACCOUNTS; n++) cookies.push(await signIn(port, {}, addressOf(n)));
  const others = startDriver(await pagesPlan(stage, port));
  await forgetPeak(pid);
  const began = performance.now();
  const downloads = Array.from(
    { length: AT_ONCE },
    (_, index) => download(port, cookies[index % ACCOUNTS] ?? ""),
  );
  const bytes = await Promise.all(downloads);
  const ms = performance.now() - began;
  const { peak } = await memoryOf(pid);
  return { ms, peak, sizes: bytes, others: await others.stop() };
}

/** Members of the team, each with the password of the representative. */
function addColleagues(database: string): void {
  using db = new DatabaseSync(database);
  for (let number = 1; number <= ACCOUNTS; number++) {
    db.prepare(ADD_MEMBER).run(addressOf(number));
    db.prepare(ADD_MEMBERSHIP).run(addressOf(number), Date.now());
  }
}

const ADD_MEMBER = `
  INSERT INTO users (kind, email, password_hash, activated_at, accepted_policy)
  SELECT 'member', ?, password_hash, activated_at, accepted_policy
  FROM users WHERE kind = 'representative'`;
const ADD_MEMBERSHIP = `
  INSERT INTO memberships (user_id, provider_id, role, created_at)
  SELECT users.id, (SELECT provider_id FROM memberships LIMIT 1), 'contador', ?2
  FROM users WHERE email = ?1`;

function addressOf(number: number): string {
  return `persona${number}@clinica-a.example`;
}

async function download(port: number, cookie: string): Promise<number> {
  const address = `http://127.0.0.1:${port}/export.xlsx?comprobante=${LONG_VOUCHER}`;
  const answer = await fetch(address, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${address} answered ${answer.status}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

async function pagesPlan({ folder, cookie }: Stage, port: number) {
  const pathsFile = `${folder}/exports.txt`;
  await Deno.writeTextFile(pathsFile, samePage(shortVouchers()[0] ?? "", 1).join("\n"));
  const headers = { ...DETAIL_PART, Cookie: cookie };
  const rate = { connections: 4, perSecond: REQUESTS_A_SECOND };
  return { port, pathsFile, offset: 0, headers, seconds: MAX_SECONDS, ...rate };
}

function figures({ ms, peak, sizes, others }: Awaited<ReturnType<typeof downloadAll>>) {
  const id = "P19";
  // The minute at which each was made stands in it.
  if (Math.max(...sizes) - Math.min(...sizes) > MAX_DIFFERENCE_BYTES) {
    throw new Error(`workbooks of ${sizes.join(", ")} bytes`);
  }
  const took = milliseconds(ms);
  return [
    judged({
      id,
      what: `${AT_ONCE} workbooks of 100,000 settlements at once (${took}): memory at its highest`,
      portal: megabytes(peak),
      value: peak / 1e6,
      sign: "≤",
      limit: MAX_MEMORY_MB,
      unit: " MB",
    }),
    judged({
      id,
      what: `the same: p99 of others' pages, ${others.failed} of ${others.answers} failed`,
      portal: milliseconds(others.p99),
      value: others.failed > 0 ? Infinity : others.p99,
      sign: "≤",
      limit: MAX_WAIT_MS,
      unit: " ms",
    }),
  ];
}
