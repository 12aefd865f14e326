import { type Counter, startCounter } from "./counter.ts";
import { startServer, stop } from "./process.ts";

const PROGRAM = new URL("planted.ts", import.meta.url).pathname;
const RIGHTS = ["--allow-net=127.0.0.1", "--allow-read=/etc/passwd"];

/** The cookie that the planted server wants to see. */
export const PLANTED_COOKIE = "sesion=abierta";

export type Planted = AsyncDisposable & { counter: Counter; permissions: string };

/** Starts the server that is full of holes, behind a counter as the portal is. */
export async function startPlanted(folder: string): Promise<Planted> {
  const permissions = `${folder}/planted-permissions.jsonl`;
  const server = await startServer({
    command: Deno.execPath(),
    args: ["run", "--no-config", ...RIGHTS, PROGRAM],
    folder,
    env: { DENO_AUDIT_PERMISSIONS: permissions },
  }, "\n");
  const counter = startCounter(Number(/planted: (\d+)/.exec(server.said)?.[1]));
  return {
    counter,
    permissions,
    async [Symbol.asyncDispose]() {
      await counter[Symbol.asyncDispose]();
      await stop(server);
    },
  };
}
