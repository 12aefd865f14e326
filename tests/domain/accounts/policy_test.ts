import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { POLICY_VERSION, policySections, policyText } from "../../../domain/accounts/policy.ts";

const EPS = { name: "Mutual Ser", phone: "01 8000 116882" };

Deno.test("the text that is accepted holds its version and every sentence that is shown", () => {
  const text = policyText(EPS);
  assert(text.startsWith(POLICY_VERSION));
  for (const { title, paragraphs } of policySections(EPS)) {
    for (const sentence of [title, ...paragraphs]) assertStringIncludes(text, sentence);
  }
});

Deno.test("the text is of the EPS that asks, and always the same for it", () => {
  assertEquals(policyText(EPS), policyText({ ...EPS }));
  assertNotEquals(policyText(EPS), policyText({ ...EPS, name: "Capital Salud" }));
  assertNotEquals(policyText(EPS), policyText({ ...EPS, phone: "01 8000 000000" }));
});
