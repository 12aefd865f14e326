import { assertEquals } from "@std/assert";
import { foldText, searchWords } from "../../domain/search_words.ts";
import { testDatabase } from "../support/database.ts";

Deno.test("a NIT in any spelling is one word, other texts are their words without accents and capitals", () => {
  const cases: Record<string, string[]> = {
    "": [],
    "   ": [],
    "900.356.158-8": ["900356158"],
    "900 356 158": ["900356158"],
    "  CLÍNICA   Bahía ": ["clinica", "bahia"],
    "Peña Ágil güira": ["pena", "agil", "guira"],
    "%_'\"": ["%_'\""],
  };
  for (const [typed, words] of Object.entries(cases)) {
    assertEquals(searchWords(typed), words, typed);
  }
  assertEquals(searchWords("a ".repeat(50)).length, 8);
});

Deno.test("the database removes accents and capitals as the code does", async () => {
  await using database = await testDatabase();
  const { $client } = database.db;
  const names = [
    "ÁÉÍÓÚÜÑ áéíóúüñ",
    "Pen\u0303a cli\u0301nica u\u0308",
    "Façade Ærø ß",
    "ABC xyz 100%",
  ];
  for (const [index, name] of names.entries()) {
    await $client.execute({
      sql:
        "INSERT INTO providers (nit, legal_name, municipality, is_listed) VALUES (?, ?, 'Lórica', 1)",
      args: [String(900000000 + index), name],
    });
  }
  const { rows } = await $client.execute("SELECT search_text FROM providers ORDER BY id");
  const folded = rows.map(({ search_text }) => String(search_text));
  assertEquals(folded, names.map((name, index) => foldText(`${name} ${900000000 + index} Lórica`)));
});
