import { assertEquals } from "@std/assert";
import { openDatabase } from "../../db/client.ts";
import { SQLD_EXISTS, startSqld } from "./support/sqld.ts";

/** As many as a busy portal has at one moment; one in three was refused where each read first. */
const AT_ONCE = 20;
const ROUNDS = 5;

Deno.test({
  name: "batches at one moment that read before they write wait for one another at a server",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    const db = await openDatabase({ url: server.url });
    await db.$client.execute("CREATE TABLE notes (text TEXT NOT NULL)");
    const note = (text: string) =>
      db.$client.batch([
        "SELECT count(*) FROM notes",
        { sql: "INSERT INTO notes VALUES (:text)", args: { text } },
      ]);
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => note(`${round} ${index}`)));
    }
    const { rows } = await db.$client.execute("SELECT count(*) AS count FROM notes");
    assertEquals(rows[0]?.count, AT_ONCE * ROUNDS);
    db.$client.close();
  },
});
