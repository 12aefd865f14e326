import { sourcesIn } from "../sources.ts";
import { noted } from "./noted_question.ts";

/**
 * Prints the SQL of every question of `db`, as JSON; in a process with the import map of
 * `questionsOfPortal`. Files of `db/commands` do what they are for as soon as they are read.
 */
for await (const { path } of sourcesIn(["db"])) {
  if (!path.startsWith("db/commands/")) await import(import.meta.resolve(`../../../${path}`));
}
const anyValue = new Proxy({}, { has: () => true, get: () => 0 });
const reads = noted.map((made) => made(anyValue as never));
console.log(JSON.stringify(reads.map(({ sql, args }) => ({ sql, args }))));
