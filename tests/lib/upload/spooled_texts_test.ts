import { assert, assertEquals } from "@std/assert";
import { openSpooledTexts } from "../../../lib/upload/spooled_texts.ts";
import { canMount, mountDisk } from "../../attack/audit/small_disk.ts";
import { temporaryFolder } from "../../db/support/process.ts";

const TEXTS = Array.from(
  { length: 1000 },
  (_, number) => `${number % 3 ? "" : "\uFEFF"}línea «${number}» ${"ñ".repeat(number % 7)}`,
);
const ORDERS = {
  "in order": Array.from(TEXTS.keys()),
  "backwards": [...TEXTS.keys()].toReversed(),
  "across all blocks, one twice": [999, 0, 512, 0, 127, 128, 640],
};

for (
  const [place, keptBytes] of [["in memory", 1e6], ["on the disk", 0], ["in both", 9000]] as const
) {
  Deno.test(`texts are read as they were added: ${place}`, () => {
    using spool = openSpooledTexts(keptBytes);
    for (const text of TEXTS) spool.add(text);
    for (const [name, numbers] of Object.entries(ORDERS)) {
      assertEquals(spool.read(numbers), numbers.map((number) => TEXTS[number]), name);
    }
  });
}

Deno.test("texts may be read before the last one was added", () => {
  using spool = openSpooledTexts(0);
  for (const [number, text] of TEXTS.entries()) {
    spool.add(text);
    if (number % 100 === 0) assertEquals(spool.read([number, 0]), [text, TEXTS[0]]);
  }
});

Deno.test({
  name: "where nothing may be written, texts stay in memory",
  permissions: { write: false },
  fn: () => {
    using spool = openSpooledTexts(0);
    for (const text of TEXTS) spool.add(text);
    assertEquals(spool.read([0, 999]), [TEXTS[0], TEXTS[999]]);
  },
});

Deno.test({
  name:
    "U13: where the disk fills up in the middle, the texts behind stay in memory (skipped where no disk can be mounted)",
  ignore: !await canMount(),
  fn: async () => {
    await using folder = await temporaryFolder();
    const disk = await mountDisk(`${folder.path}/disk`, 1);
    assert(!("refused" in disk));
    await using _disk = disk;
    using spool = openSpooledTexts(0, disk.folder);
    for (const text of TEXTS) spool.add(text);
    await disk.fill();
    for (const text of TEXTS) spool.add(text);
    const read = spool.read([0, 999, 1000, 1999]);
    assertEquals(read, [0, 999, 0, 999].map((number) => TEXTS[number]));
  },
});
