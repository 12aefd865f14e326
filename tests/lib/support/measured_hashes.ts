import { createPasswords } from "../../../lib/password/password.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;
const TOGETHER = 10;

/** How many MiB a process of its own grows by, because tests that run beside it share ours. */
export async function growthOver(hashes: number): Promise<number> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-read", "--allow-sys", import.meta.url, String(hashes)],
    cwd: ROOT,
  }).output();
  const answer = new TextDecoder().decode(stdout);
  if (answer === "") throw new Error(new TextDecoder().decode(stderr));
  return Number(answer);
}

/** The most that was held after any ten hashes, over what the first ten left. */
async function hashAndMeasure(count: number): Promise<number> {
  using passwords = createPasswords();
  const hashSome = () =>
    Promise.all(Array.from({ length: TOGETHER }, () => passwords.verify(undefined, "una frase")));
  await hashSome();
  const before = Deno.memoryUsage().rss;
  let most = before;
  for (let made = 0; made < count; made += TOGETHER) {
    await hashSome();
    most = Math.max(most, Deno.memoryUsage().rss);
  }
  return (most - before) / 2 ** 20;
}

if (import.meta.main) console.log(await hashAndMeasure(Number(Deno.args[0])));
