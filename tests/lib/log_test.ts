import { assertEquals, assertMatch } from "@std/assert";
import { createLog, log } from "../../lib/log.ts";

Deno.test("J8: whatever a detail holds, an event is one line of JSON that a terminal shows as text", () => {
  const hostile = [
    "dos\r\nlíneas",
    "\u001b[31mrojo\u001b[0m",
    '"}{"level":"error","event":"falso"}',
    "\u2028\u2029\u0085\u0000\u0008",
    "\\\\\"'",
  ];
  for (const nit of hostile) {
    const [line = "", ...others] = linesOf(() => log("info", "request", { nit, agent: nit }));
    assertEquals(others, []);
    assertMatch(line, /^\{"time":"\d{4}-\d\d-\d\dT[\d:.]+Z","level":"info","event":"request",/);
    assertEquals([JSON.parse(line).nit, JSON.parse(line).agent], [nit, nit]);
    assertEquals(JSON.parse(line).level, "info");
    // deno-lint-ignore no-control-regex
    assertEquals(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(line), false, nit);
  }
});

Deno.test("an event without details has its time, its level and its name", () => {
  const [line = ""] = linesOf(() => log("error", "background"));
  assertEquals(Object.keys(JSON.parse(line)), ["time", "level", "event"]);
});

Deno.test("lines of level info wait for more, other lines are written at once with all that waits", () => {
  const { log, flush } = createLog();
  const info = () => log("info", "request");
  assertEquals(linesOf(info).length, 0);
  assertEquals(linesOf(() => log("error", "background")).map((line) => JSON.parse(line).event), [
    "request",
    "background",
  ]);
  assertEquals(linesOf(() => Array.from({ length: 200 }, info)).length, 200);
  assertEquals(linesOf(info).length, 0);
  assertEquals(linesOf(flush).length, 1);
  assertEquals(linesOf(flush).length, 0);
});

Deno.test("U13: a log that cannot be written stops nothing, and says later how many lines are missing", () => {
  const { log } = createLog();
  const own = console.error;
  console.error = () => {
    throw new Error("No space left on device");
  };
  try {
    for (let line = 0; line < 3; line++) log("error", "background");
  } finally {
    console.error = own;
  }
  const [end, missing = "", next = ""] = linesOf(() => log("warning", "unavailable"));
  assertEquals(end, "", "what was written of a line is ended");
  const { event, count } = JSON.parse(missing);
  assertEquals([event, count, JSON.parse(next).event], ["log lines lost", 3, "unavailable"]);
  assertEquals(linesOf(() => log("warning", "unavailable")).length, 1);
});

/** What is written to the error stream meanwhile, by lines. */
function linesOf(work: () => void): string[] {
  const own = console.error;
  const written: string[] = [];
  console.error = (text) => void written.push(...String(text).split("\n"));
  try {
    work();
  } finally {
    console.error = own;
  }
  return written;
}
