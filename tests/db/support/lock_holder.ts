import { ROOT } from "./process.ts";

const SCRIPT = `
import { createClient } from "@libsql/client";
const client = createClient({ url: Deno.args[0], timeout: 5000 });
const transaction = await client.transaction("write");
await transaction.execute("CREATE TABLE IF NOT EXISTS held (x)");
await Deno.stdout.write(new TextEncoder().encode("locked"));
await Deno.stdin.read(new Uint8Array(1));
await transaction.rollback();
client.close();
`;

export type LockHolder = AsyncDisposable & { release(): Promise<void> };

/** Another process that holds the write lock of a database file until it is told to let go. */
export async function holdLock(path: string): Promise<LockHolder> {
  const script = `${path}-lock-holder.ts`;
  await Deno.writeTextFile(script, SCRIPT);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config", `${ROOT}/deno.json`, script, `file:${path}`],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  const { done } = await output.read();
  if (done) throw new Error("the lock holder ended early");
  let isHeld = true;
  const release = async () => {
    if (!isHeld) return;
    isHeld = false;
    await child.stdin.close();
    await output.cancel();
    await child.status;
  };
  return { release, [Symbol.asyncDispose]: release };
}
