import { assertEquals } from "@std/assert";
import { epsIdentity } from "../../domain/eps.ts";

const HOURS = "lunes a viernes 8:00–12:30 y 13:30–17:00";

Deno.test("the portal is Mutual Ser's where the settings say nothing else", () => {
  const mutualSer = { name: "Mutual Ser", nit: "806008394-7", phone: "01 8000 116882" };
  assertEquals(epsIdentity({}), { ...mutualSer, hours: HOURS });
  assertEquals(epsIdentity({ name: "Nueva EPS" }), {
    ...mutualSer,
    name: "Nueva EPS",
    hours: HOURS,
  });
});
