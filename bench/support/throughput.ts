import { Connection, requestBytes } from "./connection.ts";
import { saturateInTurn } from "./load.ts";
import type { Server } from "./server.ts";
import { type Comparison, comparison } from "./statistics.ts";

/** A server and how it is asked; every right answer contains `sign`. */
export type Contender = {
  server: Server;
  headers: Record<string, string>;
  sign: string;
};

/** `drivers` share the connections, and are one where nothing is said. */
export type Pace = { rounds: number; seconds: number; connections: number; drivers?: number };

const ALLOWED_DIFFERENCE = 0.35;
const WARM_ANSWERS = 1000;
const MAX_WARM_SECONDS = 30;

/** Answers a second of two servers that are asked the same addresses in turn. */
export async function compareThroughput(
  contenders: { peer: Contender; portal: Contender },
  paths: string[],
  { rounds, seconds, connections, drivers = 1 }: Pace,
): Promise<Comparison> {
  const pathsFile = await Deno.makeTempFile();
  await Deno.writeTextFile(pathsFile, paths.join("\n"));
  const seen = { peer: new Array<number>(), portal: new Array<number>() };
  const sizes = {
    peer: await judgeAnswers(contenders.peer, paths),
    portal: await judgeAnswers(contenders.portal, paths),
  };
  for (let round = 0; round < rounds; round++) {
    // Each round begins elsewhere, so that it does not walk over what the last one left in a cache.
    const offset = Math.floor(paths.length * round / rounds);
    for (const who of ["peer", "portal"] as const) {
      const { server, headers } = contenders[who];
      const plan = { port: server.port, pathsFile, offset, headers, connections, seconds };
      const { answers, bytes, seconds: took } = await saturateInTurn(plan, drivers);
      judgeSize(bytes / answers, sizes[who]);
      seen[who].push(answers / took);
    }
  }
  await Deno.remove(pathsFile);
  return comparison(seen.peer, seen.portal);
}

/**
 * Asks until the runtime has compiled what it asks for often: a thousand answers, or half a minute
 * where the machine is too busy for them.
 */
export async function warmUp(
  { server: { port }, headers }: Contender,
  paths: string[],
  drivers = 1,
): Promise<void> {
  const pathsFile = await Deno.makeTempFile();
  await Deno.writeTextFile(pathsFile, paths.join("\n"));
  const plan = { port, pathsFile, offset: 0, headers, connections: 8, seconds: 1 };
  let answered = 0;
  for (let second = 0; second < MAX_WARM_SECONDS && answered < WARM_ANSWERS; second++) {
    answered += (await saturateInTurn(plan, drivers)).answers;
  }
  await Deno.remove(pathsFile);
}

/** Asks a few addresses, throws where one is not what it should be; answers their mean bytes. */
async function judgeAnswers(
  { server, headers, sign }: Contender,
  paths: string[],
): Promise<number> {
  const connection = await Connection.open(server.port);
  const step = Math.max(1, Math.floor(paths.length / 20));
  const sizes: number[] = [];
  for (let index = 0; index < paths.length; index += step) {
    const path = paths[index] ?? "/";
    const plain = { ...headers, "Accept-Encoding": "identity" };
    const readable = await connection.ask(requestBytes(server.port, path, plain));
    const text = new TextDecoder().decode(readable.body);
    if (readable.status !== 200 || !text.includes(sign)) {
      throw new Error(`${path} answered ${readable.status} without ${sign}`);
    }
    sizes.push((await connection.ask(requestBytes(server.port, path, headers))).wireBytes);
  }
  connection.close();
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

function judgeSize(size: number, expected: number): void {
  if (Math.abs(size - expected) > expected * ALLOWED_DIFFERENCE) {
    throw new Error(`answers of ${Math.round(size)} bytes where ${Math.round(expected)} were due`);
  }
}
