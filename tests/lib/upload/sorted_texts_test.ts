import { assertEquals } from "@std/assert";
import { openSortedTexts } from "../../../lib/upload/sorted_texts.ts";

/** Texts of many lengths, some of them of several bytes a letter. */
const TEXTS = Array.from({ length: 1000 }, (_, number) => `${number}${"ñ€😀".repeat(number % 7)}`);
/** All numbers, mixed: 377 and 1,000 have no divisor in common. */
const ORDER = Uint32Array.from(TEXTS, (_, place) => place * 377 % TEXTS.length);

for (const textsABucket of [1, 33, 999, 1000]) {
  Deno.test(`arranged texts keep their numbers: ${textsABucket} a bucket`, async () => {
    using texts = openSortedTexts({ keptBytes: 0, textsABucket });
    for (const text of TEXTS) texts.add(text);
    let pauses = 0;
    await texts.arrange(ORDER, () => Promise.resolve(void pauses++));
    assertEquals(texts.read(ORDER), Array.from(ORDER, (number) => TEXTS[number]));
    assertEquals(texts.read([5, 999, 0]), [TEXTS[5], TEXTS[999], TEXTS[0]]);
    assertEquals(pauses > 0, textsABucket < TEXTS.length);
  });
}
