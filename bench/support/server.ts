import { Connection, requestBytes } from "./connection.ts";

/** A server of the bench in a process of its own. */
export type Server = { pid: number; port: number; stop: () => Promise<void> };

const STARTS_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 5;

/**
 * Starts a program that listens on `port`, and waits until `path` answers 200. Throws where it ends
 * before, or takes longer than a minute.
 */
export async function startServer(
  program: string,
  args: string[],
  { port, path = "/", cwd, env = {} }: {
    port: number;
    path?: string;
    cwd?: string;
    env?: Record<string, string>;
  },
): Promise<Server> {
  const process = new Deno.Command(program, {
    args,
    ...(cwd !== undefined && { cwd }),
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const state = { hasEnded: false };
  process.status.then(() => state.hasEnded = true);
  const stop = async () => {
    if (!state.hasEnded) process.kill("SIGTERM");
    await process.status;
  };
  try {
    await answers(port, path, state);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: process.pid, port, stop };
}

/** A port that is free now. */
export function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}

async function answers(port: number, path: string, state: { hasEnded: boolean }): Promise<void> {
  const until = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < until && !state.hasEnded) {
    if (await isAnswered(port, path)) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error(`nothing answers on port ${port}`);
}

async function isAnswered(port: number, path: string): Promise<boolean> {
  const connection = await Connection.open(port).catch(() => undefined);
  if (!connection) return false;
  try {
    return (await connection.ask(requestBytes(port, path))).status === 200;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}
