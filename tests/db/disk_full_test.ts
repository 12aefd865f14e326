import { assertEquals, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { findingOf } from "../../db/loads/dropping.ts";

Deno.test("U13: where the temporary files of a load fill the disk, the load is refused with that sentence", () => {
  using database = new DatabaseSync("");
  database.exec("CREATE TABLE seen (code TEXT); PRAGMA max_page_count = 4");
  const insert = database.prepare("INSERT INTO seen VALUES (?)");
  const error = assertThrows(() => insert.run("x".repeat(100_000)), Error);
  const message = "no hay espacio en el disco del servidor: no se guardó nada";
  assertEquals(findingOf(error)?.message, message);
});
