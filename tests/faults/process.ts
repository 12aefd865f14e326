import { assertEquals } from "@std/assert";
import type { Db } from "../../db/client.ts";
import { rowsOf } from "../db/support/contents.ts";
import type { Attempt } from "./kill.ts";

/** A process whose work begins with the first thing that it says, and ends with it. */
export function attemptOf(process: Deno.ChildProcess, speaks: "stdout" | "stderr"): Attempt {
  const begun = Promise.withResolvers<void>();
  const hear = async (stream: ReadableStream<Uint8Array>, take: () => void) => {
    for await (const _ of stream) take();
  };
  const silent = speaks === "stdout" ? process.stderr : process.stdout;
  const heard = Promise.all([hear(process[speaks], begun.resolve), hear(silent, () => {})]);
  const ended = Promise.all([process.status, heard]);
  return { begun: begun.promise, ended, kill: () => killNow(process).then(() => void ended) };
}

/** Ends a process as a power cut does; it may have ended before. */
export async function killNow(process: Deno.ChildProcess): Promise<void> {
  try {
    process.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  await process.status;
}

/** The file itself is sound, whatever it holds. */
export async function assertSound(db: Db): Promise<void> {
  assertEquals(await rowsOf(db, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
  assertEquals(await rowsOf(db, "PRAGMA foreign_key_check"), []);
}
