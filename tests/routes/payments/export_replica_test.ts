import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { createReplica } from "../../../db/replica.ts";
import type { Reader } from "../../../db/reader.ts";
import { testApp } from "../../support/app.ts";
import { load } from "../../support/files.ts";
import { ALL_MARCH, evenPayments } from "../../support/payments.ts";

Deno.test("D5: a file has the lines of its vouchers, where these came from the primary just after a publication, and the replica comes back as it was before", async () => {
  await using portal = await testApp(evenPayments(3, "1000,00"));
  const browser = await portal.signIn();
  const path = `${portal.folder}/copy.db`;
  await portal.db.$client.execute({ sql: "VACUUM INTO ?", args: [path] });
  const copy: Db = await openDatabase({ url: `file:${path}` });
  let asked = 0;
  const read: Reader = async (reads) => {
    if (asked++ > 0) return await copy.$read(reads);
    await load(portal.db, evenPayments(3, "2000,00"));
    throw new Error("not just now");
  };
  const now = () => asked === 1 ? portal.clock.nowMs : portal.clock.nowMs + 60_000;
  portal.services.replica = createReplica(read, { now, onFailure: () => asked++ });
  const file = await (await browser.get(`/export.csv?${ALL_MARCH}`)).text();
  assertEquals(file.trim().split("\n").length, 4, file);
  assertStringIncludes(file, "2000,00");
  copy.$client.close();
});
