import { assertEquals } from "@std/assert";
import { changedHands, consequencesOf, readHands } from "../../../domain/providers/new_hands.ts";

const STORED = {
  email: "Pagos@clinica.co",
  representativeId: "1067845210",
  representativeName: "Marta Negrete",
};
const TYPED = {
  correo: "pagos@clinica.co",
  cedula: "1.067.845.210",
  representante: " Marta  Negrete ",
  motivo: "Lo pidió la gerente.",
};

Deno.test("the same values in other spellings change nothing", () => {
  const { hands, errors } = readHands(TYPED, STORED);
  assertEquals([hands, errors], [STORED, []]);
  assertEquals(Object.values(changedHands(STORED, hands)), [false, false, false]);
});

Deno.test("R12: what is no single address, no cédula, no name and no reason has its error beside its field", () => {
  const wrong: [Partial<typeof TYPED>, string[]][] = [
    [{ correo: "a@b.co\nBcc: c@d.co" }, ["correo"]],
    [{ correo: "a@b.co,c@d.co" }, ["correo"]],
    [{ correo: "" }, ["correo"]],
    [{ cedula: "12a" }, ["cedula"]],
    [{ cedula: "" }, ["cedula"]],
    [{ cedula: "1".repeat(16) }, ["cedula"]],
    [{ representante: "x".repeat(201) }, ["representante"]],
    [{ motivo: "  no  " }, ["motivo"]],
    [{ motivo: "x".repeat(501) }, ["motivo"]],
    [{ correo: "x", motivo: "" }, ["correo", "motivo"]],
  ];
  for (const [change, fields] of wrong) {
    const { errors } = readHands({ ...TYPED, ...change }, STORED);
    assertEquals(errors.map(({ field }) => field), fields, JSON.stringify(change));
  }
});

Deno.test("what never stood may stay empty", () => {
  const nothing = { email: null, representativeId: null, representativeName: null };
  const { hands, errors } = readHands(
    { ...TYPED, correo: "", cedula: "", representante: "" },
    nothing,
  );
  assertEquals([hands, errors], [nothing, []]);
});

Deno.test("a change says what it does: a name nothing, an address the sessions, a person the second factor, too", () => {
  const count = (change: Partial<typeof STORED>, hasAccount = true) =>
    consequencesOf({ ...STORED, hasAccount }, { ...STORED, ...change }).length;
  assertEquals(count({ representativeName: "Otra" }), 1);
  assertEquals(count({ email: "otra@clinica.co" }), 5);
  assertEquals(count({ representativeId: "123456" }), 6);
  assertEquals(count({ email: "otra@clinica.co" }, false), 4);
});
