import type { Counter } from "./counter.ts";
import type { Listener } from "./listeners.ts";
import { PLANTED_COOKIE } from "./plant.ts";
import { isSignedIn, type Portal, type Signed, signIn } from "./portal.ts";
import type { Outcome } from "./report.ts";
import * as sqlmap from "./sqlmap.ts";
import { plantedTargets } from "./targets/planted.ts";
import type { Target } from "./targets/target.ts";
import * as wapiti from "./wapiti.ts";

export type Workplace = {
  /** The folder of the raw reports. */
  reports: string;
  witness: Listener;
  progress: (line: string) => void;
  secondsLeft: () => number;
  /** Where the tools are, undefined where they are not installed. */
  sqlmap: string | undefined;
  wapiti: string | undefined;
};

/** This much time is reserved for what comes after sqlmap. */
const KEPT_SECONDS = 5 * 60;

const SIGNED_OUT: wapiti.Scope = {
  name: "signed out",
  starts: ["/zona-ser?next=/pagos", "/registro", "/clave", "/clave?abc", "/activar?abc"],
  places: "many",
  level: 2,
  mustReach: ["GET /zona-ser", "GET /registro", "GET /clave"],
  scanSeconds: 15,
  attackSeconds: 15,
};

const SIGNED_IN: wapiti.Scope = {
  name: "signed in",
  starts: ["/portal", "/pagos", "/buscar?q=FEV1", "/cuenta", "/calendario?campo=desde"],
  mustReach: ["GET /portal", "GET /pagos", "GET /buscar", "GET /cuenta", "GET /calendario"],
  level: 1,
  scanSeconds: 20,
  attackSeconds: 20,
};

const PLANTED: wapiti.Scope = {
  name: "planted",
  starts: [],
  cookie: PLANTED_COOKIE,
  level: 1,
  mustReach: [],
  scanSeconds: 10,
  attackSeconds: 10,
};

/** Whether the tools see the holes that are there on purpose. */
export async function attackPlanted(place: Workplace, counter: Counter): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const targets = plantedTargets(PLANTED_COOKIE);
  const found = await runSqlmap(place, counter, targets, place.secondsLeft);
  outcomes.push(...found.map(sqlmap.asControl));
  const seen = await runWapiti(place, counter, PLANTED);
  return [...outcomes, wapiti.asControl(seen)];
}

/** Everything that sqlmap can do to the portal. */
export async function trySqlmap(
  place: Workplace,
  portal: Portal,
  signed: Signed,
  targets: Target[],
): Promise<Outcome[]> {
  const secondsLeft = () => place.secondsLeft() - KEPT_SECONDS;
  const outcomes = await runSqlmap(place, portal.counter, targets, secondsLeft);
  return [...outcomes, await stillSignedIn(portal, "sqlmap", signed)];
}

/** Wapiti ends other sessions where a button offers it, so it has one of its own and comes last. */
export async function tryWapiti(place: Workplace, portal: Portal): Promise<Outcome[]> {
  const signedOut = await runWapiti(place, portal.counter, SIGNED_OUT);
  const { cookie, csrf } = await signIn(portal);
  const signedIn = await runWapiti(place, portal.counter, { ...SIGNED_IN, cookie });
  return [signedOut, signedIn, await stillSignedIn(portal, "wapiti", { cookie, csrf })];
}

async function runSqlmap(
  place: Workplace,
  counter: Counter,
  targets: Target[],
  secondsLeft: () => number,
): Promise<Outcome[]> {
  const { sqlmap: program, reports: folder, witness, progress } = place;
  if (program === undefined) return [missing("sqlmap")];
  return await sqlmap.runSqlmap(
    { program, folder, witness, secondsLeft },
    counter,
    targets,
    progress,
  );
}

async function runWapiti(
  place: Workplace,
  counter: Counter,
  scope: wapiti.Scope,
): Promise<Outcome> {
  const { wapiti: program, reports: folder, witness, secondsLeft, progress } = place;
  if (program === undefined) return missing("wapiti");
  const outcome = await wapiti.runWapiti({ program, folder, witness, secondsLeft }, counter, scope);
  progress(`wapiti, ${scope.name}: ${outcome.tried}`);
  return outcome;
}

function missing(tool: string): Outcome {
  const skipped = `${tool} is not installed; apt-get install ${tool}`;
  return { tool, target: "everything", tried: "", findings: [], notes: [], skipped };
}

/** A tool that lost its session saw the sign-in page and nothing else. */
async function stillSignedIn(portal: Portal, tool: string, signed: Signed): Promise<Outcome> {
  const isIn = await isSignedIn(portal, signed);
  return {
    tool,
    target: "its session at the end",
    tried: isIn ? "still signed in" : "signed out",
    findings: [],
    notes: [],
    control: isIn ? "heard" : "silent",
  };
}
