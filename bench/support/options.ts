/** What the command line asks for. */
export type Options = {
  /** Rows by their ids (`P1`); empty for all that take no minutes of their own. */
  rows: string[];
  rounds: number;
  /** Shorter runs: the figures vary more. */
  quick: boolean;
  /** Also the rows that need gigabytes. */
  full: boolean;
  write: boolean;
  /** Folders of the checkouts whose portals are measured. */
  portals: string[];
};

const USAGE =
  "usage: deno task bench [P1 P2 …] [--rounds=N] [--quick] [--full] [--write] [--portal=DIR …]";
const HERE = new URL("../../", import.meta.url).pathname.replace(/\/$/, "");

/** Reads the command line; throws with the usage where it says something unknown. */
export function readOptions(args: string[]): Options {
  const options: Options = {
    rows: [],
    rounds: 0,
    quick: false,
    full: false,
    write: false,
    portals: [],
  };
  for (const argument of args) take(options, argument);
  if (options.rounds === 0) options.rounds = options.quick ? 3 : 5;
  if (options.portals.length === 0) options.portals.push(HERE);
  return options;
}

function take(options: Options, argument: string): void {
  const rounds = /^--rounds=([1-9]\d?)$/.exec(argument)?.[1];
  const portal = /^--portal=(.+)$/.exec(argument)?.[1];
  if (/^P\d+$/i.test(argument)) options.rows.push(argument.toUpperCase());
  else if (rounds !== undefined) options.rounds = Number(rounds);
  else if (portal !== undefined) options.portals.push(Deno.realPathSync(portal));
  else if (argument === "--quick") options.quick = true;
  else if (argument === "--full") options.full = true;
  else if (argument === "--write") options.write = true;
  else throw new Error(`${argument}: ${USAGE}`);
}
