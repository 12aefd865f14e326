import { assert, assertEquals, assertRejects } from "@std/assert";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { letOthersRun } from "../../../lib/turn.ts";
import { AUTHOR, aWorkbook, manyRows } from "../support/workbooks.ts";

Deno.test("a reader that goes away before the first byte leaves no error", async () => {
  await streamWorkbook(aWorkbook(manyRows(5000)), AUTHOR).cancel();
});

Deno.test("a reader that goes away in the middle ends the writing", async () => {
  let asked = 0;
  const ended = Promise.withResolvers<void>();
  async function* parts() {
    try {
      for (; asked < 1000; asked++) yield manyRows(500);
    } finally {
      ended.resolve();
    }
  }
  const [table] = aWorkbook([]).tables;
  assert(table);
  const plan = { ...aWorkbook([]), tables: [{ ...table, rows: parts() }] };
  const reader = streamWorkbook(plan, AUTHOR).getReader();
  await reader.read();
  await reader.cancel();
  await ended.promise;
  assert(asked < 1000);
});

Deno.test("rows are asked for no faster than they are read", async () => {
  let asked = 0;
  async function* parts() {
    for (; asked < 400; asked++) yield manyRows(500);
  }
  const [table] = aWorkbook([]).tables;
  assert(table);
  const plan = { ...aWorkbook([]), tables: [{ ...table, rows: parts() }] };
  const reader = streamWorkbook(plan, AUTHOR).getReader();
  await reader.read();
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert(asked < 400, "it waits for the reader");
  await reader.cancel();
  await letOthersRun();
  await letOthersRun();
});

Deno.test("an error of the rows is an error of the stream", async () => {
  async function* broken() {
    yield manyRows(10);
    throw new RangeError("the database went away");
  }
  const [table] = aWorkbook([]).tables;
  assert(table);
  const plan = { ...aWorkbook([]), tables: [{ ...table, rows: broken() }] };
  const error = await assertRejects(
    () => new Response(streamWorkbook(plan, AUTHOR)).bytes(),
    Error,
  );
  assertEquals(error.message.includes("the database went away"), true, error.message);
});
