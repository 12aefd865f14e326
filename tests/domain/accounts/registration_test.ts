import { assert } from "@std/assert";
import { isRepresentative } from "../../../domain/accounts/registration.ts";

Deno.test("the cédula of the representative is accepted bare and with a 1 appended", () => {
  const accepted = [
    "1067845210",
    "10678452101",
    "1.067.845.210",
    "1.067.845.210 1",
    " 1067845210 ",
  ];
  for (const typed of accepted) assert(isRepresentative(typed, "1067845210"), typed);
});

Deno.test("no other cédula is accepted", () => {
  const refused = ["", "1", "106784521", "10678452102", "106784521011", "1067845210x", "0", "*"];
  for (const typed of refused) assert(!isRepresentative(typed, "1067845210"), typed);
});

Deno.test("a provider without a cédula on file has no representative, not even an empty one", () => {
  for (const typed of ["", "1", " ", "null"]) {
    assert(!isRepresentative(typed, null), typed);
    assert(!isRepresentative(typed, ""), typed);
  }
});
