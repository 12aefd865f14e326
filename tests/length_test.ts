import { assertEquals } from "@std/assert";
import { functionsIn } from "./support/functions.ts";
import { sourcesIn } from "./support/sources.ts";

const FOLDERS = ["bench", "components", "db", "domain", "lib", "routes"];
const MAX_LINES = { ".ts": 40, ".tsx": 60 };
const MAX_LINES_A_FILE = 200;

Deno.test("functions have at most 40 lines, 60 where they are markup, and files 200", async () => {
  const found: Record<string, number> = {};
  for await (const { path, text } of sourcesIn(FOLDERS)) {
    const most = path.endsWith("x") ? MAX_LINES[".tsx"] : MAX_LINES[".ts"];
    for (const { name, lines } of functionsIn(text)) {
      if (lines > most) found[`${path} ${name}`] = lines;
    }
    const lines = text.trimEnd().split("\n").length;
    if (lines > MAX_LINES_A_FILE) found[path] = lines;
  }
  assertEquals(found, {}, "longer than the limit");
});

Deno.test("a function is found with its lines, whatever stands in it", () => {
  const text = [
    "export async function one(",
    "  a: string,",
    "): Promise<void> {",
    "  if (a) {",
    "    return;",
    "  }",
    "}",
    "const two = (a: number) => {",
    "  return { a };",
    "};",
  ].join("\n");
  assertEquals(functionsIn(text), [{ name: "one", lines: 7 }, { name: "two", lines: 3 }]);
});
