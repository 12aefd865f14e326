import { addDays, ageOn, type CivilDate, formatDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { DOCUMENT_AGES, KINSHIPS, TRANSFER } from "./law.ts";
import type { Answers, PersonAnswers } from "./answers.ts";

/**
 * What an answer says against the others, the law or the calendar: beside the box of this question
 * that can be corrected. `today` is the day in Bogotá.
 */
export function contradictionsOf(
  { key, handle }: { key: string; handle?: string | undefined },
  answers: Answers,
  today: CivilDate,
): FieldError[] {
  if (handle === undefined) return HOLDER_RULES[key]?.(answers, today) ?? [];
  const person = answers.people.find((one) => one.handle === handle);
  return person ? PERSON_RULES[key]?.(person, answers, today) ?? [] : [];
}

const ADULT = 18;

const HOLDER_RULES: Record<string, (answers: Answers, today: CivilDate) => FieldError[]> = {
  traslado: judgeTransfer,
  nacimiento: ({ nacimiento, documento }, today) => {
    if (!nacimiento) return [];
    const age = ageOn(nacimiento.nacimiento, today);
    if (age >= 0 && age < ADULT) {
      return at(
        "nacimiento",
        "Quien hace la solicitud debe tener 18 años. Pídale a su padre, a su madre o a quien lo " +
          "tiene a cargo que la haga.",
      );
    }
    return judgeBirth(nacimiento.nacimiento, documento?.tipoDocumento, today);
  },
  aporte: ({ aporte, sustento }) =>
    sustento?.sustento === "empleado" && aporte?.empleador === null
      ? at("empleador", "Escriba quién le paga: la empresa, o la persona.")
      : [],
  personas: ({ novedad, motivo, people }) =>
    motivo?.motivo === "novedad" && novedad?.novedad === "beneficiarios" && people.length === 0
      ? at("completa", "Agregue a la persona que quiere incluir.")
      : [],
};

type PersonRule = (person: PersonAnswers, answers: Answers, today: CivilDate) => FieldError[];

const PERSON_RULES: Record<string, PersonRule> = {
  parentesco: ({ parentesco }, { people }) => {
    const isAlone = KINSHIPS.find(({ code }) => code === parentesco?.parentesco)?.isOnlyAlone;
    const isCrowded = people.some((one) =>
      one.parentesco &&
      !KINSHIPS.find(({ code }) => code === one.parentesco?.parentesco)?.isOnlyAlone
    );
    return isAlone && isCrowded
      ? at("parentesco", "Puede incluir a su padre o a su madre si no incluye pareja ni hijos.")
      : [];
  },
  documento: ({ documento, handle }, answers) => {
    const others = [answers, ...answers.people.filter((one) => one.handle !== handle)];
    const isSame = others.some((other) =>
      other.documento?.tipoDocumento === documento?.tipoDocumento &&
      other.documento?.documento === documento?.documento
    );
    return documento && isSame
      ? at("documento", "Este documento ya es de otra persona de la solicitud.")
      : [];
  },
  nacimiento: ({ nacimiento, documento, parentesco }, _, today) => {
    if (!nacimiento) return [];
    const wrong = judgeBirth(nacimiento.nacimiento, documento?.tipoDocumento, today);
    if (wrong.length > 0) return wrong;
    const kinship = KINSHIPS.find(({ code }) => code === parentesco?.parentesco);
    return kinship?.below !== undefined && ageOn(nacimiento.nacimiento, today) >= kinship.below
      ? at(
        "nacimiento",
        `Con esa fecha ya cumplió ${kinship.below} años: «${kinship.name}» es hasta ` +
          "antes de cumplirlos.",
      )
      : [];
  },
};

function judgeTransfer({ traslado }: Answers, today: CivilDate): FieldError[] {
  if (!traslado) return [];
  const { desde, excepcion } = traslado;
  if (desde > today) return at("desde", "Esa fecha no ha llegado: revise el año.");
  const first = addDays(desde, TRANSFER.days);
  return excepcion === "ninguno" && first > today
    ? at(
      "desde",
      `Lleva menos de ${TRANSFER.days} días en esa EPS. Puede pasarse desde el ` +
        `${formatDate(first)}, o antes si tiene un motivo especial.`,
    )
    : [];
}

/** Dates that the document forbids; one that fits no list, as a foreigner's, forbids none. */
function judgeBirth(bornOn: CivilDate, type: string | undefined, today: CivilDate): FieldError[] {
  const age = ageOn(bornOn, today);
  if (age < 0) return at("nacimiento", "Esa fecha no ha llegado: revise el año.");
  const ages = DOCUMENT_AGES.find(({ code }) => code === type);
  if (ages && age >= ages.to) {
    const right = DOCUMENT_AGES.find(({ from, to }) => from > 0 && age >= from && age < to);
    return at(
      "nacimiento",
      `Con esa fecha tiene ${age} ${age === 1 ? "año" : "años"}, y le corresponde el documento ` +
        `${right?.code ?? "RC"}. El número es el mismo: cambie el tipo en la pregunta de antes.`,
    );
  }
  return ages && age < ages.from
    ? at(
      "nacimiento",
      `Con esa fecha tiene ${age} años, y el documento ${type} se da desde los ` +
        `${ages.from}. Revise el documento o la fecha.`,
    )
    : [];
}

function at(field: string, message: string): FieldError[] {
  return [{ field, message }];
}
