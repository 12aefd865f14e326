import { assertEquals } from "@std/assert";
import { openSeenCodes, type SeenCode } from "../../../db/affiliates/seen_codes.ts";
import { temporaryFolder } from "../support/process.ts";

const seen = (code: string, row: number): SeenCode => ({ code, digest: `d${row}`, table: 0, row });

Deno.test("a code that came before is told with the row where it stood first", () => {
  using codes = openSeenCodes();
  assertEquals(codes.note([seen("a", 2), seen("b", 3)]), new Map());
  const again = seen("a", 4);
  assertEquals(codes.note([again, seen("c", 5)]), new Map([[again, seen("a", 2)]]));
  assertEquals(codes.among(["a", "c", "z"]), new Set(["a", "c"]));
});

Deno.test("codes are on the disk, in a file without a name", async () => {
  await using folder = await temporaryFolder();
  using codes = openSeenCodes(folder.path);
  codes.note([seen("a", 2)]);
  assertEquals(Array.from(Deno.readDirSync(folder.path)), []);
  assertEquals(openFilesIn(folder.path), 1);
});

/** How many files below a folder this process has open. */
function openFilesIn(folder: string): number {
  const descriptors = Array.from(Deno.readDirSync("/proc/self/fd"), ({ name }) => name);
  return descriptors.filter((name) => targetOf(name).startsWith(`${folder}/`)).length;
}

/** Empty where it was closed meanwhile. */
function targetOf(descriptor: string): string {
  try {
    return Deno.readLinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return "";
  }
}

Deno.test({
  name: "where nothing may be written, codes stay in memory",
  permissions: { write: false },
  fn: () => {
    using codes = openSeenCodes();
    codes.note([seen("a", 2)]);
    assertEquals(codes.among(["a"]), new Set(["a"]));
  },
});
