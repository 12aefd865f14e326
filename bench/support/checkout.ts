import { freePort, type Server, startServer } from "./server.ts";

/** The portal of a checkout; what its tasks run, with the rights that its tasks give. */
export type Checkout = {
  folder: string;
  commit: string;
  /** The arguments of `deno` that run a task, with absolute paths. */
  wordsOf: (task: string) => string[];
};

/** Answered once the whole portal is read; the entrance answers /health before. */
const WHOLE = "/politicas";

/** Settings that all processes of one database share. */
export const SECRET = "a secret of the benchmark: thirty-two bytes or more";
const SETTINGS = { SESSION_SECRETS: SECRET };

export async function readCheckout(folder: string): Promise<Checkout> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${folder}/deno.json`));
  const git = new Deno.Command("git", {
    args: ["-C", folder, "describe", "--always", "--dirty"],
    stderr: "null",
  });
  const { stdout } = await git.output();
  return {
    folder,
    commit: new TextDecoder().decode(stdout).trim() || "unknown",
    wordsOf: (task) => absolute(String(tasks[task].command).split(" ").slice(1), folder),
  };
}

/** `run … main.ts` of a task, as it is written from another folder. */
function absolute([verb = "run", ...words]: string[], folder: string): string[] {
  const placed = words.map((word) => /^[\w/]+\.ts$/.test(word) ? `${folder}/${word}` : word);
  return [verb, `--config=${folder}/deno.json`, ...placed];
}

/** The settings of a process on a database file; mails go into `outbox` beside it. */
export function environmentOf(database: string, port = 8000): Record<string, string> {
  const place = database.slice(0, database.lastIndexOf("/"));
  return {
    ...SETTINGS,
    DATABASE_URL: `file:${database}`,
    MAIL_URL: `file:${place}/outbox`,
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    TRUSTED_PROXIES: "127.0.0.1",
  };
}

/** Starts the portal as `deno task start` does, on a database file. */
export async function startPortal(
  checkout: Checkout,
  database: string,
  settings: Record<string, string> = {},
): Promise<Server> {
  return await start(checkout, checkout.wordsOf("start"), database, settings);
}

/** Starts the portal by `deno serve --parallel` with this many threads. */
export async function startParallel(checkout: Checkout, database: string, threads: number) {
  const port = freePort();
  const [, config = "", ...words] = checkout.wordsOf("start");
  const script = words.filter((word) => word !== "--listen");
  const place = ["--parallel", `--port=${port}`, "--host=127.0.0.1"];
  const env = { DENO_JOBS: String(threads) };
  return await start(checkout, ["serve", config, ...place, ...script], database, env, port);
}

async function start(
  _checkout: Checkout,
  words: string[],
  database: string,
  more: Record<string, string> = {},
  port = freePort(),
): Promise<Server> {
  const cwd = database.slice(0, database.lastIndexOf("/"));
  const env = { ...environmentOf(database, port), ...more };
  return await startServer(Deno.execPath(), words, { port, path: WHOLE, cwd, env });
}

/** Loads payment files as `deno task load` does; throws where they were not published. */
export async function loadFiles(
  checkout: Checkout,
  database: string,
  files: string[],
): Promise<{ ms: number }> {
  const began = performance.now();
  const { success, stdout, stderr } = await loadCommand(checkout, database, files).output();
  const ms = performance.now() - began;
  const said = new TextDecoder();
  if (!success) throw new Error(said.decode(stdout) + said.decode(stderr));
  return { ms };
}

/** The load as a command, so that its process can be watched. */
export function loadCommand(checkout: Checkout, database: string, files: string[]) {
  return commandOf(checkout, database, "load", files);
}

/** A task of the portal on a database file. */
export function commandOf(
  checkout: Checkout,
  database: string,
  task: string,
  words: string[],
  settings: Record<string, string> = {},
) {
  return new Deno.Command(Deno.execPath(), {
    args: [...checkout.wordsOf(task), ...words],
    cwd: database.slice(0, database.lastIndexOf("/")),
    env: { ...environmentOf(database), ...settings },
    stdout: "piped",
    stderr: "piped",
  });
}
