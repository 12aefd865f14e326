import { z } from "zod";
import { readDocumentNumber, readDocumentType } from "../affiliates/affiliate.ts";
import { departmentName, DEPARTMENTS } from "../places/departments.ts";
import { DOCUMENT_TYPES } from "../law.ts";
import {
  day,
  nameWord,
  oneOf,
  optional,
  optionalName,
  phone,
  type Question,
  required,
} from "./question.ts";

/*
 * Step 3: who applies, where she lives and how to reach her (sections II and III of the Formulario
 * Único, Resolución 974 de 2016). Documents, names and births are asked of each beneficiary too.
 */

const DOCUMENT_CHOICES = DOCUMENT_TYPES.map(({ code, name }) =>
  [code, `${name} (${code})`] as const
);

const document = z.object({
  tipoDocumento: z.string().default("").transform((typed, context) => {
    const type = readDocumentType(typed);
    if (type !== undefined) return type;
    context.addIssue({ code: "custom", message: "Elija el tipo." });
    return z.NEVER;
  }),
  documento: z.string().default("").transform((typed, context) => {
    const number = readDocumentNumber(typed.trim());
    if (number !== undefined) return number;
    context.addIssue({ code: "custom", message: "Escriba el número como está en el documento." });
    return z.NEVER;
  }),
});

export const DOCUMENT = {
  key: "documento",
  step: 3,
  title: "¿Cuál es su documento?",
  fields: [
    {
      name: "tipoDocumento",
      label: "Tipo Documento",
      kind: "choice",
      options: DOCUMENT_CHOICES,
      box: 7,
    },
    { name: "documento", label: "Número Documento", kind: "text", box: 8 },
  ],
  schema: document,
} as const satisfies Question<z.output<typeof document>>;

const name = z.object({
  primerNombre: nameWord("Escriba el primer nombre."),
  segundoNombre: optionalName(),
  primerApellido: nameWord("Escriba el primer apellido."),
  segundoApellido: optionalName(),
});

export const NAME = {
  key: "nombre",
  step: 3,
  title: "¿Cómo se llama?",
  lead: "Como está en el documento.",
  fields: [
    { name: "primerNombre", label: "Primer nombre", kind: "text", box: 6 },
    { name: "segundoNombre", label: "Segundo nombre, si tiene", kind: "text", box: 6 },
    { name: "primerApellido", label: "Primer apellido", kind: "text", box: 6 },
    { name: "segundoApellido", label: "Segundo apellido, si tiene", kind: "text", box: 6 },
  ],
  schema: name,
} as const satisfies Question<z.output<typeof name>>;

const SEXES = [["F", "Femenino"], ["M", "Masculino"], [
  "I",
  "Otro, como está en el documento",
]] as const;

const birth = z.object({
  nacimiento: day(),
  sexo: oneOf(SEXES, "Elija lo que dice el documento."),
});

export const BIRTH = {
  key: "nacimiento",
  step: 3,
  title: "¿Cuándo nació?",
  fields: [
    {
      name: "nacimiento",
      label: "Fecha de Nacimiento",
      hint: "Día, mes y año: 05/03/1962.",
      kind: "text",
      inputmode: "numeric",
      box: 10,
    },
    { name: "sexo", label: "Sexo", kind: "radio", options: SEXES, box: 9 },
  ],
  schema: birth,
} as const satisfies Question<z.output<typeof birth>>;

const ZONES = [["urbana", "En la ciudad o el pueblo"], [
  "rural",
  "En el campo o una vereda",
]] as const;
const DEPARTMENT_CHOICES = [
  ["", "Elija uno"] as const,
  ...DEPARTMENTS.map((code) => [code, departmentName(code)] as const),
];

const residence = z.object({
  departamento: oneOf(DEPARTMENTS.map((code) => [code, ""] as const), "Elija el departamento."),
  municipio: required("Escriba el municipio.", 80),
  direccion: required("Escriba la dirección, o cómo se llega.", 120),
  barrio: optional(80),
  zona: oneOf(ZONES, "Elija dónde queda."),
});

export const RESIDENCE = {
  key: "residencia",
  step: 3,
  title: "¿Dónde vive?",
  fields: [
    {
      name: "departamento",
      label: "Departamento",
      kind: "choice",
      options: DEPARTMENT_CHOICES,
      box: 18,
    },
    { name: "municipio", label: "Municipio", kind: "text", box: 18 },
    { name: "direccion", label: "Dirección", kind: "text", autocomplete: "address-line1", box: 18 },
    { name: "barrio", label: "Barrio, vereda o localidad, si tiene", kind: "text", box: 18 },
    { name: "zona", label: "Dónde queda", kind: "radio", options: ZONES, box: 18 },
  ],
  schema: residence,
} as const satisfies Question<z.output<typeof residence>>;

const contact = z.object({
  celular: phone("Escriba de 7 a 10 cifras: por ejemplo 300 123 4567."),
  otroTelefono: optional(20),
});

export const CONTACT = {
  key: "contacto",
  step: 3,
  title: "¿A qué teléfono lo llamamos?",
  fields: [
    {
      name: "celular",
      label: "Celular o fijo",
      kind: "text",
      inputmode: "tel",
      autocomplete: "tel",
      box: 18,
    },
    {
      name: "otroTelefono",
      label: "Otro teléfono, si tiene",
      kind: "text",
      inputmode: "tel",
      box: 18,
    },
  ],
  schema: contact,
} as const satisfies Question<z.output<typeof contact>>;
