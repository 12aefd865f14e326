/**
 * `deno task attack [--minutes=40]`: attacks the demo with what attackers use, on this machine alone,
 * and says what was found. Exit 1 where anything was, or where a tool did not see what was planted
 * for it.
 */
import { tryFullDisk } from "./audit/full_disk.ts";
import { tryAuditLog } from "./audit/log.ts";
import { unmountAll } from "./audit/small_disk.ts";
import { tryLargeBodies } from "./bodies.ts";
import { tryManyFiles } from "./files.ts";
import { tryFuzz } from "./fuzz.ts";
import { tryHostileValues } from "./hostile.ts";
import { tryLeavers } from "./leavers.ts";
import { startWitness } from "./listeners.ts";
import { countPermissions, judgePermissions, judgePlantedPermissions } from "./permissions.ts";
import { type Planted, startPlanted } from "./plant.ts";
import { tryPaths } from "./paths.ts";
import { judgePlantedPolicy, judgePolicies } from "./policies.ts";
import {
  createToken,
  findSample,
  type Portal,
  signIn,
  signInAffiliate,
  signInStaff,
  startPortal,
} from "./portal.ts";
import { findProgram, stopAll } from "./process.ts";
import { createProgress, describe, isBad, type Outcome } from "./report.ts";
import { attackPlanted, trySqlmap, tryWapiti, type Workplace } from "./scanners.ts";
import { trySlowClients } from "./slow.ts";
import { trySmuggling } from "./smuggling.ts";
import { tryManySignIns } from "./sign_ins.ts";
import {
  AFFILIATE,
  affiliateTargets,
  findOwnRecords,
  ownAffiliateTargets,
} from "./targets/affiliate.ts";
import { apiTargets } from "./targets/api.ts";
import { signedInTargets } from "./targets/provider.ts";
import { signedOutTargets } from "./targets/signed_out.ts";
import { careTargets, staffTargets } from "./targets/staff.ts";

const REPORTS = new URL("../../data/attack/", import.meta.url).pathname;
/** The longest that all of it may take; a machine at work with something else needs more. */
const MAX_MINUTES = readMinutes(Deno.args);

const progress = createProgress();
const folder = await Deno.makeTempDir({ prefix: "zona-ser-attack-" });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => cleanUp().then(() => Deno.exit(130)));
}
const reports = REPORTS + new Date().toISOString().slice(0, 19).replaceAll(":", "-");
await Deno.mkdir(reports, { recursive: true });
const outcomes = await attack().finally(cleanUp);
const report = describe(outcomes, reports);
await Deno.writeTextFile(`${reports}/report.txt`, `${report}\n`);
console.log(report);
Deno.exit(outcomes.some(isBad) ? 1 : 0);

function readMinutes(args: string[]): number {
  const [, typed] = /^--minutes=(\d+)$/.exec(args[0] ?? "--minutes=40") ?? [];
  if (args.length > 1 || !(Number(typed) > 0)) {
    throw new Error("usage: deno task attack [--minutes=40]");
  }
  return Number(typed);
}

async function attack(): Promise<Outcome[]> {
  using witness = startWitness();
  const until = performance.now() + MAX_MINUTES * 60_000;
  const place: Workplace = {
    reports,
    witness,
    progress,
    secondsLeft: () => Math.round((until - performance.now()) / 1000),
    sqlmap: await findProgram("sqlmap"),
    wapiti: await findProgram("wapiti"),
  };
  const controls = await tryControls(place, await startPlanted(folder));
  const found = await tryPortal(place, await startPortal(folder));
  return [...controls, ...found, whoWantedOut(witness.heard)];
}

async function cleanUp(): Promise<void> {
  await stopAll();
  await unmountAll();
  await Deno.remove(folder, { recursive: true });
}

async function tryControls(place: Workplace, started: Planted): Promise<Outcome[]> {
  await using planted = started;
  progress("the planted holes: does every tool see its own?");
  const seen = await attackPlanted(place, planted.counter);
  const permissions = await judgePlantedPermissions(planted, seen);
  return [judgePlantedPolicy(), ...seen, ...permissions];
}

async function tryPortal(place: Workplace, started: Portal): Promise<Outcome[]> {
  await using portal = started;
  const since = await countPermissions(portal);
  const signed = await signIn(portal);
  const staff = await signInStaff(portal);
  const affiliate = await signInAffiliate(portal, AFFILIATE.documentNumber);
  const token = await createToken(folder);
  const sample = await findSample(portal, token);
  const targets = [
    ...signedInTargets(signed, sample),
    ...apiTargets(token, sample),
    ...staffTargets(staff, sample),
    ...careTargets(
      await signInStaff(portal, "atencion"),
      await signInStaff(portal, "afiliaciones"),
      sample,
    ),
    ...ownAffiliateTargets(affiliate, await findOwnRecords(portal, affiliate)),
    ...affiliateTargets(),
    ...await signedOutTargets(portal),
  ];
  progress("a full disk, many sign-ins and files, the log under a lock");
  const outcomes = [
    await tryFullDisk({ provider: signed, staff }, folder),
    await tryManySignIns(portal),
    ...await tryManyFiles(portal, signed, sample, folder),
    await tryLeavers(portal, signed, `${folder}/outbox`),
    ...await tryAuditLog(portal, signed, folder),
  ];
  progress("raw requests, paths and large bodies");
  outcomes.push(...await trySmuggling(portal), await tryPaths(portal));
  outcomes.push(...await tryLargeBodies(portal, signed));
  outcomes.push(...await trySqlmap(place, portal, signed, targets));
  progress("hostile values");
  outcomes.push(await tryHostileValues(portal, targets));
  progress("requests made from the API's document");
  outcomes.push(await tryFuzz());
  progress("slow clients");
  outcomes.push(await trySlowClients(portal, signed), ...await tryWapiti(place, portal));
  await Deno.copyFile(portal.permissions, `${reports}/permissions.jsonl`);
  await Deno.writeTextFile(`${reports}/portal.txt`, portal.process.errors.join("\n"));
  return [
    ...outcomes,
    judgePolicies(portal.counter.policies),
    await judgePermissions(portal, folder, since),
    judgeLog(portal),
  ];
}

/** In the demo the portal logs only what goes wrong; each line must be JSON (J8). */
function judgeLog({ process }: Portal): Outcome {
  const isOwnNotice = (line: string) => line.startsWith("Deno.serve: ") || line === "";
  const lines = process.errors.filter((line) => !isOwnNotice(line));
  return {
    tool: "log",
    target: "what the portal complained about",
    tried: `${process.errors.length} lines`,
    findings: lines.filter((line) => !/"level":"(?:info|warning)"/.test(line)).slice(0, 10),
    notes: [],
  };
}

function whoWantedOut(heard: string[]): Outcome {
  return {
    tool: "network",
    target: "other hosts than this one",
    tried: `${heard.length} tries of the tools to leave, all refused by a proxy of ours`,
    findings: [],
    notes: [...new Set(heard)].slice(0, 10),
  };
}
