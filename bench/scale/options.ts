/** What the command line asks for. */
export type ScaleOptions = {
  settlements: number;
  affiliates: number;
  events: number;
  /** The sizes that are measured, as parts of the whole. */
  parts: number[];
  /** Where the databases are made; they may take twice what is written. */
  folder: string;
  keep: boolean;
  /** A database that was kept: it is measured as it is. */
  on: string | undefined;
  /** The libSQL server that has it open. */
  server: string | undefined;
};

const USAGE = "usage: deno task bench:scale [--settlements=N] [--affiliates=N] [--events=N] " +
  "[--parts=0.02,0.1,0.4,1] [--folder=DIR] [--keep] [--on=FILE [--server=URL]]";
const DEFAULT_SETTLEMENTS = 50_000_000;
/** Of the country's: 30 million affiliates and 500 million settlements. */
const AFFILIATES_A_SETTLEMENT = 0.06;

/** Reads the command line; throws with the usage where it says something unknown. */
export function readOptions(args: string[]): ScaleOptions {
  const given = new Map(args.map((argument) => {
    const [, name = "", value = ""] = /^--(\w+)(?:=(.+))?$/.exec(argument) ?? [];
    return [name, value];
  }));
  const known = ["settlements", "affiliates", "events", "parts", "folder", "keep", "on", "server"];
  if ([...given.keys()].some((name) => !known.includes(name))) throw new Error(USAGE);
  const settlements = numberOf(given.get("settlements"), DEFAULT_SETTLEMENTS);
  return {
    settlements,
    affiliates: numberOf(given.get("affiliates"), settlements * AFFILIATES_A_SETTLEMENT),
    events: numberOf(given.get("events"), settlements * AFFILIATES_A_SETTLEMENT),
    parts: (given.get("parts") ?? "0.02,0.1,0.4,1").split(",").map((part) => numberOf(part, NaN)),
    folder: given.get("folder") ?? Deno.env.get("TMPDIR") ?? "/tmp",
    keep: given.has("keep"),
    on: given.get("on"),
    server: given.get("server"),
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number >= 0)) throw new Error(USAGE);
  return number;
}
