import { assertEquals, assertMatch } from "@std/assert";
import {
  plainRecoveryCode,
  RECOVERY_CODE_BYTES,
  recoveryCode,
} from "../../../domain/accounts/recovery_code.ts";

Deno.test("a code is sixteen characters that are not mistaken for one another, in groups of four", () => {
  const bytes = Uint8Array.from({ length: RECOVERY_CODE_BYTES }, (_, index) => index * 15);
  assertMatch(recoveryCode(bytes), /^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  assertEquals(recoveryCode(new Uint8Array(RECOVERY_CODE_BYTES)), "aaaa-aaaa-aaaa-aaaa");
});

Deno.test("every byte changes the code, and bytes beyond the sixteenth do not count", () => {
  const zero = new Uint8Array(RECOVERY_CODE_BYTES);
  const codes = Array.from({ length: RECOVERY_CODE_BYTES }, (_, place) => {
    const bytes = zero.slice();
    bytes[place] = 1;
    return recoveryCode(bytes);
  });
  assertEquals(new Set([...codes, recoveryCode(zero)]).size, RECOVERY_CODE_BYTES + 1);
  assertEquals(recoveryCode(new Uint8Array(40)), recoveryCode(zero));
});

Deno.test("a code is recognised as it is typed, whatever its case, spaces and hyphens", () => {
  const typed = [
    "abcd-efgh-jkmn-pqrs",
    "ABCD EFGH JKMN PQRS",
    " abcdefghjkmnpqrs ",
    "AbCdEfGh-JkMnPqRs",
  ];
  for (const text of typed) assertEquals(plainRecoveryCode(text), "abcdefghjkmnpqrs", text);
});

Deno.test("what cannot be a code is none", () => {
  const wrong = ["", "123456", "abcd-efgh-jkmn-pqr", "abcd-efgh-jkmn-pqrst", "abcd-efgh-jkmn-pqr0"];
  const further = ["abcd-efgh-ijkl-mnop", "ñbcd-efgh-jkmn-pqrs", "a".repeat(50_000)];
  for (const text of [...wrong, ...further]) assertEquals(plainRecoveryCode(text), undefined);
});
