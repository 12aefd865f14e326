import { assert, assertEquals } from "@std/assert";
import type { Certificate } from "../../../domain/certificates/certificate.ts";
import {
  certifyWithholding,
  isOver,
  readCertifiedWithholding,
  replacedSentence,
} from "../../../domain/certificates/withholding.ts";
import { epsIdentity } from "../../../domain/eps.ts";
import { someTerms } from "../../support/papers/withholding.ts";

const PERIOD = { tax: "renta", year: 2025, bimester: null } as const;
const SUMS = { lines: 2, base: 150_000, vat: 0, withheld: 3_003 };
const PARTIES = {
  provider: { nit: "900356158", legalName: "Clínica A S.A.S.", municipality: null },
  terms: someTerms(),
  eps: epsIdentity({}),
  before: undefined,
};

Deno.test("the same sums and words say nothing new, however often they were replaced before", () => {
  const first = certifyWithholding(PERIOD, SUMS, PARTIES);
  const out = issued("AAAABBBBCCCC", first);
  assertEquals(certifyWithholding(PERIOD, SUMS, { ...PARTIES, before: out }), undefined);
  const more = { ...SUMS, withheld: 4_000 };
  const second = certifyWithholding(PERIOD, more, { ...PARTIES, before: out });
  assertEquals(second?.replaces, { code: "AAAABBBBCCCC", issuedAt: 5, withheld: 3_003 });
  const next = issued("DDDDEEEEFFFF", second);
  assertEquals(certifyWithholding(PERIOD, more, { ...PARTIES, before: next }), undefined);
  const third = certifyWithholding(PERIOD, SUMS, { ...PARTIES, before: next });
  assertEquals(third?.replaces?.code, "DDDDEEEEFFFF");
});

Deno.test("other words of the EPS are another certificate too", () => {
  const out = issued("AAAABBBBCCCC", certifyWithholding(PERIOD, SUMS, PARTIES));
  const terms = someTerms({ address: "Calle 9" });
  const says = certifyWithholding(PERIOD, SUMS, { ...PARTIES, terms, before: out });
  assertEquals(says?.agent.address, "Calle 9");
  assert(says && replacedSentence(says)?.includes("AAAA-BBBB-CCCC"));
});

Deno.test("what is stored is read as it was certified", () => {
  const says = certifyWithholding(PERIOD, SUMS, PARTIES);
  assertEquals(readCertifiedWithholding(JSON.stringify(says)), says);
  assertEquals(says && replacedSentence(says), undefined);
});

Deno.test("a period is over on the day after its last one", () => {
  assertEquals(isOver(PERIOD, "2025-12-31"), false);
  assertEquals(isOver(PERIOD, "2026-01-01"), true);
  assertEquals(isOver({ tax: "iva", year: 2024, bimester: 1 }, "2024-02-29"), false);
  assertEquals(isOver({ tax: "iva", year: 2024, bimester: 1 }, "2024-03-01"), true);
});

function issued(code: string, says: unknown): Certificate {
  return { id: 1, kind: "renta", code, says: JSON.stringify(says), issuedAt: 5 };
}
