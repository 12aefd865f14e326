import { assertEquals } from "@std/assert";
import { personNumber, readAuditFilter, readTime } from "../../../domain/audit/filter.ts";

const NOTHING = {
  desde: "",
  hasta: "",
  hecho: "",
  persona: "",
  nit: "",
  direccion: "",
  resultado: "",
};
const TODAY = "2026-04-01";

Deno.test("nothing typed means today and the 90 days before; names that do not exist filter nothing", () => {
  const range = { from: "2026-01-01", to: TODAY };
  assertEquals(readAuditFilter(NOTHING, TODAY), { filter: range });
  const unknown = { ...NOTHING, hecho: "toString", resultado: "maybe", persona: "  " };
  assertEquals(readAuditFilter(unknown, TODAY), { filter: range });
});

Deno.test("everything typed is in the filter, the NIT in its one spelling", () => {
  const typed = {
    desde: "01/03/2026",
    hasta: "31/03/2026",
    hecho: "download",
    persona: " a@b.co ",
    nit: "900.356.158-8",
    direccion: "10.0.0.1",
    resultado: "refused",
  };
  assertEquals(readAuditFilter(typed, TODAY), {
    filter: {
      from: "2026-03-01",
      to: "2026-03-31",
      name: "download",
      result: "refused",
      nit: "900356158",
      source: "10.0.0.1",
      person: "a@b.co",
    },
  });
});

Deno.test("what is wrong is said all at once", () => {
  const reading = readAuditFilter({ ...NOTHING, desde: "x", nit: "1" }, TODAY);
  const fields = "errors" in reading ? reading.errors.map(({ field }) => field) : [];
  assertEquals(fields, ["desde", "hasta", "nit"]);
});

Deno.test("a time is hours and minutes, a person's number has digits only", () => {
  assertEquals(["", "0:00", "9:05", "23:59", "24:00", "9", "9:5"].map((one) => readTime(one, -1)), [
    -1,
    0,
    545,
    1439,
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(["#12", "12", "#0", "#", "12x", "1e3"].map(personNumber), [
    12,
    12,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
