/** A child process that writes lines to its standard output; `stop` ends it and no other. */
export type Started = { process: Deno.ChildProcess; said: string; errors: string[] };

/** What a tool said and how it ended; `isCut` where its time was over before it was done. */
export type Run = { output: string; code: number; seconds: number; isCut: boolean };

export type Wish = {
  command: string;
  args: string[];
  folder: string;
  env?: Record<string, string>;
};

const GRACE_MS = 5000;
const START_MS = 60_000;
const running = new Set<Deno.ChildProcess>();

/** Where a program of this machine is, or undefined where it is not installed. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    const path = `${folder}/${name}`;
    if (await Deno.stat(path).then((found) => found.isFile, () => false)) return path;
  }
  return undefined;
}

/** Starts a server and waits, for a minute at most, until it has said `until`. */
export async function startServer(wish: Wish, until: string): Promise<Started> {
  const process = spawn(wish);
  const tooLong = setTimeout(() => endNow(process, "SIGKILL"), START_MS);
  const started: Started = { process, said: "", errors: [] };
  readLines(process.stderr, (line) => started.errors.push(line));
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    while (!started.said.includes(until)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`${wish.command}: ${started.said}${started.errors.join("\n")}`);
      started.said += value;
    }
  } finally {
    clearTimeout(tooLong);
  }
  keepReading(reader);
  return started;
}

/** Asks a process of ours to end, and ends it where it does not within five seconds. */
export async function stop({ process }: Pick<Started, "process">): Promise<void> {
  const harder = setTimeout(() => endNow(process, "SIGKILL"), GRACE_MS);
  endNow(process, "SIGTERM");
  await process.status;
  clearTimeout(harder);
}

/** Runs a tool to its end or to its deadline. */
export async function run(wish: Wish, seconds: number): Promise<Run> {
  const began = performance.now();
  const process = spawn(wish);
  let isCut = false;
  const deadline = setTimeout(() => {
    isCut = true;
    stop({ process });
  }, seconds * 1000);
  const lines: string[] = [];
  const keep = (line: string) => lines.push(line);
  await Promise.all([readLines(process.stdout, keep), readLines(process.stderr, keep)]);
  const { code } = await process.status;
  clearTimeout(deadline);
  const output = lines.join("\n");
  return { output, code, seconds: Math.round((performance.now() - began) / 1000), isCut };
}

/** Ends what still runs when the attack itself is told to end. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((process) => stop({ process })));
}

function spawn({ command, args, folder, env = {} }: Wish): Deno.ChildProcess {
  const process = new Deno.Command(command, {
    args,
    cwd: folder,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  running.add(process);
  process.status.then(() => running.delete(process));
  return process;
}

function endNow(process: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    process.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function readLines(
  stream: Deno.ChildProcess["stdout"],
  take: (line: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  }
  if (rest !== "") take(rest);
}

async function keepReading(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}
