import { assertRejects } from "@std/assert";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";
import { readXlsx } from "../../lib/xlsx_reader.ts";

/** Every row of a workbook, sheet by sheet. */
export async function readWhole(bytes: Uint8Array) {
  const sheets = [];
  for await (const { rows, ...sheet } of readXlsx(bytes)) {
    sheets.push({ ...sheet, rows: await Array.fromAsync(rows) });
  }
  return sheets;
}

/** What a person is told of a workbook that is refused. */
export async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await assertRejects(() => readWhole(bytes), UnreadableFileError);
  return error.message;
}

/** How long work takes, and how much the process grew at its largest meanwhile, in MiB. */
export async function measure(work: () => Promise<unknown>): Promise<{ ms: number; grew: number }> {
  const before = Deno.memoryUsage().rss;
  let most = before;
  const look = () => most = Math.max(most, Deno.memoryUsage().rss);
  const timer = setInterval(look, 5);
  const start = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return { ms: performance.now() - start, grew: (most - before) / 2 ** 20 };
}

/** The longest time that others had to wait while work ran, in milliseconds. */
export async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const look = () => {
    const now = performance.now();
    [longest, last] = [Math.max(longest, now - last), now];
  };
  const timer = setInterval(look, 1);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return longest;
}
