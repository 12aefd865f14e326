import { assertEquals } from "@std/assert";
import { bytesOf, fileBytes, partsOf } from "../../lib/byte_source.ts";
import { temporaryFolder } from "../db/support/process.ts";

Deno.test("a file on the disk gives the same parts as its bytes, as often as it is asked", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/x`;
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  const long = new Uint8Array(5 * bytes.length + 7).map((_, at) => bytes[at % bytes.length] ?? 0);
  await Deno.writeFile(path, long);
  using file = await Deno.open(path);
  const [onDisk, inMemory] = [fileBytes(file, long.length), bytesOf(long)];
  for (const end of [long.length, 300_000, 0]) {
    const [one, other] = [await joined(onDisk, end), await joined(inMemory, end)];
    assertEquals([one, other], [long.slice(0, end), long.slice(0, end)]);
  }
  assertEquals(await onDisk.read(long.length - 3, 10), long.slice(-3));
  assertEquals(await onDisk.read(long.length + 3, 10), new Uint8Array());
});

async function joined(source: Parameters<typeof partsOf>[0], end: number): Promise<Uint8Array> {
  const parts = await Array.fromAsync(partsOf(source, end));
  return new Uint8Array(parts.flatMap((part) => [...part]));
}
