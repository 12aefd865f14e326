/** The repository's root, where every command runs. */
export const ROOT = new URL("../../..", import.meta.url).pathname;

/** Those of the tasks in deno.json: with all of them some things work that do not work there. */
const PERMISSIONS = ["net", "read", "write", "env", "ffi", "sys"].map((name) => `--allow-${name}`);

export type Outcome = { code: number; stdout: string; stderr: string };

/** A command of `db/` or `main.ts` in a process of its own; its environment is given over ours. */
export function command(
  script: string,
  args: string[],
  env: Record<string, string>,
  permissions: string[] = PERMISSIONS,
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...permissions, script, ...args],
    cwd: ROOT,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

export async function run(
  script: string,
  args: string[],
  env: Record<string, string>,
  permissions?: string[],
): Promise<Outcome> {
  const { code, stdout, stderr } = await command(script, args, env, permissions).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** Reads a stream as text until `isEnough` says so of what came so far, or until its end. */
export async function readUntil(
  stream: ReadableStream<Uint8Array>,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream) {
    text += decoder.decode(bytes, { stream: true });
    if (isEnough(text)) break;
  }
  return text;
}

/** A folder that is gone with the test. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.makeTempDir({ prefix: "zona-ser-" });
  return {
    path,
    async [Symbol.asyncDispose]() {
      await Deno.remove(path, { recursive: true });
    },
  };
}
