import {
  type AffiliateDocument,
  readDocument,
  type TypedDocument,
} from "../affiliates/document.ts";
import type { FieldError } from "../errors.ts";
import { canonicalEmail } from "../providers/provider.ts";
import { lengthProblem } from "../text_length.ts";
import { textProblem } from "../thread.ts";
import { type CaseKind, type CaseRisk, readCaseKind, readCaseRisk } from "./case.ts";

/** Who asks, as far as she says so. */
export type CasePerson = AffiliateDocument & {
  name: string;
  /** Where mails say that there is news; null for none. */
  email: string | null;
  phone: string | null;
};

/** The form as it was typed. */
export type TypedCase = TypedDocument & {
  tipo: string;
  riesgo: string;
  nombre: string;
  correo: string;
  telefono: string;
  texto: string;
};

/** `named`: she types who she is. `anonymous`: nobody asks. `known`: she has signed in. */
export type CaseAuthor = "named" | "anonymous" | "known";

/** `person` is null where the form does not ask who she is. */
export type ReadCase = { kind: CaseKind; risk: CaseRisk; person: CasePerson | null; text: string };

const MAX_NAME = 200;

/** Checks a typed case; every field gets an error of its own. */
export function readCase(
  typed: TypedCase,
  author: CaseAuthor,
): { read: ReadCase } | { errors: FieldError[] } {
  const kind = readCaseKind(typed.tipo);
  const risk = kind === "claim" ? readCaseRisk(typed.riesgo) : "none";
  const reading = author === "named" ? readPerson(typed) : { person: null };
  const problem = textProblem(typed.texto, "Cuéntenos qué pasó o qué necesita.");
  const errors = [
    ...kind ? [] : [{ field: "tipo", message: "Escoja qué quiere hacer." }],
    ...risk ? [] : [{ field: "riesgo", message: "Escoja una de las cuatro." }],
    ...problem === undefined ? [] : [{ field: "texto", message: problem }],
    ..."errors" in reading ? reading.errors : [],
  ];
  if (!kind || !risk || "errors" in reading || errors.length > 0) return { errors };
  return { read: { kind, risk, person: reading.person, text: typed.texto.trim() } };
}

function readPerson(typed: TypedCase): { person: CasePerson } | { errors: FieldError[] } {
  const document = readDocument(typed);
  const name = typed.nombre.trim();
  const [mail, phone] = [typed.correo.trim(), typed.telefono.trim()];
  const email = mail === "" ? null : canonicalEmail(mail);
  const errors = [
    ...document.errors,
    name === "" && { field: "nombre", message: "Escriba su nombre y sus apellidos." },
    name !== "" && nameProblem(name),
    email === undefined &&
    { field: "correo", message: "Escriba el correo completo, por ejemplo ana@correo.com." },
    phone !== "" && !/^[\d\s()+-]{7,30}$/.test(phone) &&
    { field: "telefono", message: "Escriba un teléfono, por ejemplo 300 555 0100." },
  ].filter((error) => error !== false && error !== undefined);
  if (!document.document || email === undefined || errors.length > 0) return { errors };
  return { person: { ...document.document, name, email, phone: phone || null } };
}

function nameProblem(name: string): FieldError | undefined {
  const message = /\p{Cc}/u.test(name)
    ? "Escriba el nombre en una sola línea."
    : lengthProblem(name, MAX_NAME);
  return message === undefined ? undefined : { field: "nombre", message };
}
