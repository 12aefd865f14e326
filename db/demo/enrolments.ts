import { sql } from "drizzle-orm";
import { addBusinessDays } from "../../domain/business_days.ts";
import { addDays, type CivilDate, startOfDayMs } from "../../domain/dates.ts";
import type { TypedEnrolment } from "../../domain/enrolment/answers.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { ENROLMENT_ANSWER } from "../../domain/enrolment/law.ts";
import { sha256 } from "../../lib/secret_token.ts";
import type { Db } from "../client.ts";
import { addDocuments } from "../enrolment/documents.ts";
import { storeFile } from "../files.ts";
import { enrolmentEvents, enrolments } from "../schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MORNING_MS = 9 * 60 * 60 * 1000;
const CHILD = "p00000000000000d1";
const PAPER = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]" +
  "/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

type Seed = {
  sign: string;
  state: EnrolmentState;
  /** Days since it was begun, and since it was sent. */
  age: number;
  email: string;
  typed: TypedEnrolment;
  text?: string;
};

/**
 * Requests to enrol in each state: a draft that stops at the address, one that is overdue, one that
 * came back with what is missing, and one that was approved and waits for the file.
 */
export async function seedDemoEnrolments(db: Db, today: CivilDate): Promise<void> {
  for (const seed of seeds()) await plant(db, today, seed);
}

function seeds(): Seed[] {
  const whole = family();
  const { residencia: _, contacto: __, condicion: ___, ips: ____, personas: _____, ...begun } =
    whole.holder;
  return [
    {
      sign: "A",
      state: "draft",
      age: 3,
      email: "borrador@correo.example",
      typed: { holder: begun, people: {} },
    },
    { sign: "B", state: "sent", age: 40, email: "enviada@correo.example", typed: whole },
    {
      sign: "C",
      state: "returned",
      age: 12,
      email: "devuelta@correo.example",
      typed: family("9990000302", "Devuelta"),
      text:
        "La foto de la cédula está borrosa y no se lee el número. Envíela de nuevo, con más luz.",
    },
    {
      sign: "D",
      state: "approved",
      age: 20,
      email: "aprobada@correo.example",
      typed: family("9990000303", "Aprobada"),
    },
  ];
}

async function plant(db: Db, today: CivilDate, seed: Seed): Promise<void> {
  const { sign, state, age, email, typed, text = "" } = seed;
  const folio = `AF-${today.slice(0, 4)}-DEM${sign}DEM${sign}`;
  const begunOn = addDays(today, -age);
  const createdAt = startOfDayMs(begunOn) + MORNING_MS;
  const expiresAt = createdAt + 60 * DAY_MS;
  await db.insert(enrolments).values({
    folio,
    state: "draft",
    email,
    typed: JSON.stringify(typed),
    createdAt,
    expiresAt,
  });
  if (state === "draft") return;
  for (
    const [person, paper] of [["titular", "identity"], [CHILD, "identity"], [
      CHILD,
      "birth",
    ]] as const
  ) {
    await plantPaper(db, { folio, person, paper }, createdAt);
  }
  const name = "Inés Inventada Solicitante";
  await db.update(enrolments).set({
    state,
    dueOn: addBusinessDays(begunOn, ENROLMENT_ANSWER.businessDays),
    signedName: name,
    signedAt: createdAt,
    signedFrom: "192.0.2.1",
    signedSha256: sha256(folio),
    expiresAt: state === "sent" ? null : expiresAt,
    ...(state === "approved" && { daneCode: "13001", affiliatedOn: today }),
  }).where(sql`folio = ${folio}`);
  await db.insert(enrolmentEvents).values({ folio, state: "sent", text: "", at: createdAt });
  if (state !== "sent") {
    await db.insert(enrolmentEvents).values({ folio, state, text, at: createdAt + 2 * DAY_MS });
  }
}

type Paper = { folio: string; person: string; paper: "identity" | "birth" };

async function plantPaper(db: Db, { folio, person, paper }: Paper, at: number): Promise<void> {
  const name = paper === "identity" ? "documento.pdf" : "registro civil.pdf";
  const bytes = new TextEncoder().encode(PAPER);
  const file = { name, kind: "pdf" as const, size: bytes.length, parts: [bytes] };
  const fileId = await storeFile(db, file, at);
  await addDocuments(db, { folio }, {
    person,
    paper,
    fileIds: [fileId],
    sha256s: [sha256(`${folio} ${person} ${paper}`)],
  });
}

function family(documento = "9990000301", primerNombre = "Inés"): TypedEnrolment {
  const apellidos = { primerApellido: "Inventada", segundoApellido: "Solicitante" };
  return {
    holder: {
      sisben: { tieneGrupo: "si", grupo: "B4" },
      sustento: { sustento: "ninguno" },
      motivo: { motivo: "primera" },
      documento: { tipoDocumento: "CC", documento },
      nombre: { primerNombre, segundoNombre: "", ...apellidos },
      nacimiento: { nacimiento: "14/08/1979", sexo: "F" },
      residencia: {
        departamento: "13",
        municipio: "Cartagena",
        direccion: "Barrio Inventado, manzana 4, casa 12",
        barrio: "",
        zona: "urbana",
      },
      contacto: { celular: "3000000301", otroTelefono: "" },
      condicion: {
        etnia: "reserva",
        discapacidad: "F",
        grado: "P",
        poblacion: "ninguna",
      },
      ips: { ips: "Hospital Inventado de la Costa" },
      personas: { completa: "si" },
    },
    people: {
      [CHILD]: {
        parentesco: { parentesco: "hijo" },
        documento: { tipoDocumento: "TI", documento: `${documento}9` },
        nombre: { primerNombre: "Mateo", segundoNombre: "", ...apellidos },
        nacimiento: { nacimiento: "02/02/2016", sexo: "M" },
        condicion: { etnia: "reserva", discapacidad: "ninguna", grado: "ninguna" },
        ips: { ips: "" },
      },
    },
  };
}
