import { assertEquals, assertNotEquals } from "@std/assert";
import {
  affiliationFacts,
  certifyAffiliation,
  certifyingSentence,
  familyRows,
  paperInstead,
  readCertifiedAffiliation,
} from "../../../domain/certificates/affiliation.ts";
import { epsIdentity } from "../../../domain/eps.ts";
import { AFFILIATION_STATES } from "../../../domain/law.ts";
import { aCertifiedPerson, aRelative } from "../../support/papers/certificates.ts";

const EPS = epsIdentity({});

Deno.test("whoever is active gets a certificate, others are told which paper is right", () => {
  for (const { code } of [...AFFILIATION_STATES, { code: "XX" }]) {
    const says = certifyAffiliation(aCertifiedPerson({ state: code }), [], EPS);
    const isGiven = ["AC", "AE", "PL"].includes(code);
    assertEquals(says !== undefined, isGiven, code);
    assertEquals(paperInstead(code) === undefined, isGiven, code);
  }
});

Deno.test("the family stands in the certificate of its head alone, without those who left", () => {
  const family = [
    aRelative({ firstName: "Camila" }),
    aRelative({ firstName: "Samuel", state: "RE" }),
    aRelative({ firstName: "Elena", state: "SM" }),
  ];
  const namesOf = (kind: string) =>
    certifyAffiliation(aCertifiedPerson({ kind }), family, EPS)?.family
      .map(({ firstName }) => firstName);
  assertEquals(namesOf("cabeza"), ["Camila", "Elena"]);
  assertEquals(namesOf("cotizante"), ["Camila", "Elena"]);
  assertEquals(namesOf("beneficiario"), []);
  assertEquals(namesOf("adicional"), []);
});

Deno.test("the paper names person, document, regime, kind, state, date and place, and the EPS with its NIT", () => {
  const person = aCertifiedPerson({ secondName: null, department: "Bolívar" });
  const says = certifyAffiliation(person, [aRelative({ kinship: null })], EPS);
  assertNotEquals(says, undefined);
  if (!says) return;
  assertEquals(affiliationFacts(says), [
    ["Nombre", "María Pérez Rojas"],
    ["Documento", "Cédula de ciudadanía 9990000101"],
    ["Régimen", "Subsidiado"],
    ["Tipo de afiliado", "Cabeza de familia"],
    ["Estado", "Activo"],
    ["Fecha de afiliación", "01/02/2011"],
    ["Municipio", "Cartagena, Bolívar"],
  ]);
  assertEquals(familyRows(says), [["Camila Prueba", "TI 9990000103", "No registrado", "Activo"]]);
  assertEquals(
    certifyingSentence(says, "2026-03-05"),
    "Mutual Ser EPS, NIT 806.008.394-7, certifica que el 05/03/2026 la persona que aquí se nombra " +
      "está afiliada, con estos datos:",
  );
});

Deno.test("what is stored is what was certified, and nothing of the person besides", () => {
  const person = { ...aCertifiedPerson(), email: "x@y.example", phone: "300" };
  const says = certifyAffiliation(person, [aRelative()], EPS);
  const stored = JSON.stringify(says);
  assertEquals(readCertifiedAffiliation(stored), says);
  assertEquals(/x@y|300/.test(stored), false);
});
