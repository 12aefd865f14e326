import { assert, assertEquals } from "@std/assert";
import { describeActivity } from "../../../domain/audit/activity.ts";
import { AUDIT_EVENT_NAMES } from "../../../domain/audit/event.ts";

const EVENT = {
  at: 1_775_055_600_000,
  name: "signIn",
  result: "ok",
  userId: 7,
  personName: "Ana Ruiz",
  source: "10.0.0.1",
  detail: {},
};

Deno.test("an event is told with who, what, how it ended and from where", () => {
  assertEquals(describeActivity(EVENT), {
    at: EVENT.at,
    person: "Ana Ruiz",
    what: "Inicio de sesión",
    result: "Hecho",
    source: "10.0.0.1",
  });
  assertEquals(describeActivity({ ...EVENT, result: "refused" }).result, "Rechazado");
});

Deno.test("a person without a name is the representative, and nobody is nobody", () => {
  const nameless = { ...EVENT, personName: "" };
  assertEquals(describeActivity(nameless).person, "Representante legal");
  assertEquals(describeActivity({ ...nameless, userId: null }).person, "Sin identificar");
});

Deno.test("what an event is about stands beside its name", () => {
  const cases: [string, Record<string, string | number>, string][] = [
    ["download", { documentNumber: "1001" }, "Descarga: comprobante 1001"],
    [
      "download",
      { from: "2026-03-01", to: "2026-03-31" },
      "Descarga: del 01/03/2026 al 31/03/2026",
    ],
    ["invitation", { role: "contador" }, "Invitó a una persona: como Contador"],
    [
      "roleChange",
      { role: "consulta", person: 9 },
      "Cambió un rol: a la persona #9, como Consulta",
    ],
    ["signOut", { other: "x" }, "Cierre de sesión"],
  ];
  for (const [name, detail, expected] of cases) {
    assertEquals(describeActivity({ ...EVENT, name, detail }).what, expected);
  }
});

Deno.test("every event has words of its own, and an unknown one keeps its name", () => {
  const words = AUDIT_EVENT_NAMES.map((name) => describeActivity({ ...EVENT, name }).what);
  for (const [index, what] of words.entries()) assert(what !== AUDIT_EVENT_NAMES[index], what);
  assertEquals(new Set(words).size, words.length);
  for (const name of ["teleport", "toString", "__proto__"]) {
    assertEquals(describeActivity({ ...EVENT, name }).what, name);
  }
});
