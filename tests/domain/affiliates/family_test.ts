import { assert, assertEquals } from "@std/assert";
import { type FamilyMember, isMinor, mayActFor } from "../../../domain/affiliates/family.ts";

const TODAY = "2026-11-29";
const HEAD = person({ id: 1, kind: "cabeza", bornOn: "1980-01-01", headId: null });
const CHILD = person({ id: 2, bornOn: "2015-05-05" });
const ADULT = person({ id: 3, bornOn: "1990-02-02" });
const YES = { hasConsented: true };

Deno.test("somebody is a minor until the day before her eighteenth birthday", () => {
  assert(isMinor({ bornOn: "2008-11-30" }, TODAY));
  assert(!isMinor({ bornOn: "2008-11-29" }, TODAY));
  assert(isMinor({ bornOn: "2008-02-29" }, "2026-02-28"), "born on 29 February");
  assert(!isMinor({ bornOn: "2008-02-29" }, "2026-03-01"));
});

Deno.test("everybody acts for herself, whatever her state", () => {
  for (const state of ["AC", "SM", "RE", "99"]) {
    const one = { ...ADULT, state };
    assert(mayActFor(one, one, TODAY), state);
  }
});

Deno.test("L8: a head acts for the minors of her group, and for nobody else's", () => {
  assert(mayActFor(HEAD, CHILD, TODAY));
  assert(mayActFor({ ...HEAD, kind: "cotizante" }, CHILD, TODAY));
  assert(!mayActFor(HEAD, { ...CHILD, headId: 9 }, TODAY));
  assert(!mayActFor(HEAD, { ...CHILD, headId: null }, TODAY));
});

Deno.test("a head acts for an adult only while the adult's own yes stands", () => {
  assert(!mayActFor(HEAD, ADULT, TODAY));
  assert(mayActFor(HEAD, { ...ADULT, ...YES }, TODAY));
});

Deno.test("whoever turns eighteen is asked that day", () => {
  const child = { ...CHILD, bornOn: "2008-11-29" };
  assertEquals([mayActFor(HEAD, child, "2026-11-28"), mayActFor(HEAD, child, TODAY)], [
    true,
    false,
  ]);
});

Deno.test("beneficiaries act for nobody, and two heads not for each other", () => {
  assert(!mayActFor(ADULT, CHILD, TODAY));
  assert(!mayActFor({ ...ADULT, id: 1 }, { ...CHILD, ...YES }, TODAY), "named, but is no head");
  const other = { ...HEAD, ...YES, id: 3, headId: HEAD.id };
  assert(!mayActFor(HEAD, other, TODAY), "a cotizante has a group of her own");
});

Deno.test("nobody acts in a group whose head or member has left or died", () => {
  for (const state of ["RE", "AF"]) {
    assert(!mayActFor({ ...HEAD, state }, CHILD, TODAY), `head ${state}`);
    assert(!mayActFor(HEAD, { ...CHILD, state }, TODAY), `child ${state}`);
    assert(!mayActFor(HEAD, { ...ADULT, ...YES, state }, TODAY), `adult ${state}`);
  }
});

function person(own: Partial<FamilyMember> & { id: number }): FamilyMember {
  return {
    name: "María Camila Pérez",
    kind: "beneficiario",
    bornOn: "1990-01-01",
    state: "AC",
    headId: 1,
    hasConsented: false,
    ...own,
  };
}
