import { assert, assertEquals } from "@std/assert";
import { check } from "recheck";
import { sourcesIn } from "../support/sources.ts";

/** Folders whose expressions meet what somebody typed, sent or put into a file. */
const FOLDERS = ["domain", "lib", "db", "routes", "components"];

/** An expression as the compiler finds it, with where it stands. */
type Found = { place: string; source: string; flags: string };

Deno.test("J11: no regular expression of ours takes more than linear time, by the proof of recheck", async () => {
  Deno.env.set("RECHECK_BACKEND", "pure");
  const found = await findExpressions();
  assert(found.length > 50, `${found.length} expressions`);
  const bad: string[] = [];
  for (const { place, source, flags } of found) {
    const verdict = await check(source, flags, { timeout: null });
    if (verdict.status !== "safe") {
      bad.push(`${place}: /${source}/${flags} ${verdict.status} ${verdict.checker}`);
    }
  }
  assertEquals(bad, []);
});

async function findExpressions(): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { path, text } of sourcesIn(FOLDERS)) found.push(...expressionsIn(path, text));
  return found;
}

/** Literals after a sign that no division follows, where the runtime agrees that they are one. */
function expressionsIn(path: string, text: string): Found[] {
  const literal =
    /(?<=[=(,:!&|?[{;]\s*|=>\s*|return\s+)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)(?!\w)/g;
  return [...text.matchAll(literal)].map(([, source = "", flags = ""]) => {
    new RegExp(source, flags);
    return { place: path, source, flags };
  });
}
