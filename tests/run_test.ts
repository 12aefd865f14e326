import { assert, assertEquals } from "@std/assert";
import { freePort } from "./support/free_port.ts";
import { groupTests } from "./support/runs/groups.ts";
import { sourcesIn } from "./support/sources.ts";
import { temporaryFolder } from "./db/support/process.ts";

Deno.test("every file of tests is in one group, and those that are named come first", async () => {
  await using folder = await temporaryFolder();
  const places = ["tests/whole/wire_test.ts", "tests/lib", "tests"];
  const texts = await Promise.all(
    (await groupTests(folder.path, places)).map((group) => Deno.readTextFile(group)),
  );
  const grouped = [...texts.join("").matchAll(/^import "file:\/\/.*?\/(tests\/.*)";$/gm)]
    .map(([, path]) => path);
  const written: string[] = [];
  for await (const { path } of sourcesIn(["tests"])) {
    if (path.endsWith("_test.ts")) written.push(path);
  }
  assertEquals(grouped.toSorted(), written.toSorted());
  assertEquals(grouped.slice(0, 2), ["tests/whole/wire_test.ts", "tests/lib/byte_source_test.ts"]);
});

Deno.test("no two of the processes that tests start one after the other are told the same port", () => {
  const ports = Array.from({ length: 50 }, freePort);
  assertEquals(new Set(ports).size, 50);
});

/** Of the whole process; what a test measures of one it measures in a process of its own. */
const SHARED = /Deno\.memoryUsage|process\.cpuUsage/;
const PROPERTIES = "tests/support/runs/properties.ts";

Deno.test("no test measures what it shares with others, and none tries its properties by chance", async () => {
  for await (const { path, text } of sourcesIn(["tests"])) {
    if (path === "tests/run_test.ts") continue;
    if (path.endsWith("_test.ts")) assert(!SHARED.test(text), path);
    if (path !== PROPERTIES) assert(!text.includes('from "fast-check"'), path);
  }
});
