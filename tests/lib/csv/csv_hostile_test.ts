import { UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { rowsOf } from "../support/csv_rows.ts";
import { assertQuick } from "../support/duration.ts";

const LENGTH = 500_000;
const PIECES = [
  '"',
  '""',
  '";',
  '"\n',
  'a"b;"c\n',
  ";",
  "\r",
  '"a""b";',
  '"a"b"c;',
  '"a"b\n',
  '"x',
  " ",
]
  .concat('" ;', "ñ", "'=", "\ufeff", "\u0001");

Deno.test("J11: half a megabyte of one repeated character does not keep the CSV reader busy", async () => {
  for (const piece of PIECES) {
    const text = `NIT;Valor\n${piece.repeat(LENGTH / piece.length)}`;
    const read = () =>
      rowsOf(text).catch((error) => {
        if (!(error instanceof UnreadableFileError)) throw error;
      });
    await assertQuick(3000, read, JSON.stringify(piece));
  }
});
