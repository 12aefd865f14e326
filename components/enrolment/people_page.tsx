import type { FieldError } from "../../domain/errors.ts";
import { nameOf } from "../../domain/enrolment/names.ts";
import type { PersonAnswers } from "../../domain/enrolment/answers.ts";
import { MAX_PEOPLE } from "../../domain/enrolment/enrolment.ts";
import { PEOPLE } from "../../domain/enrolment/person_questions.ts";
import { KINSHIPS } from "../../domain/enrolment/law.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { EnrolmentFoot, EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT, placeHref } from "./links.ts";

type Props = {
  people: PersonAnswers[];
  back: { href: string; name: string };
  errors: FieldError[];
  secret: string;
  folio: string;
  /** The handle that the next person gets. */
  handle: string;
};

/** Whom the applicant includes: each can be changed or taken off, and others added. */
export function PeoplePage({ people, back, errors, secret, folio, handle }: Props) {
  return (
    <EnrolmentFrame back={back} step={PEOPLE.step} title={PEOPLE.title} lead={PEOPLE.lead}>
      <ErrorSummary errors={errors} purpose="seguir" />
      {people.length > 0 && (
        <ul class="enrolment-people">
          {people.map((person) => <Person person={person} secret={secret} />)}
        </ul>
      )}
      <div class="stack" id="completa">
        {people.length < MAX_PEOPLE && (
          <form method="post" action={`${ENROLMENT}/personas/agregar`}>
            <SecretField secret={secret} />
            <input type="hidden" name="persona" value={handle} />
            <button type="submit" class="button button-large button-second">
              Agregar a una persona
            </button>
          </form>
        )}
        <form method="post" action={`${ENROLMENT}/personas`}>
          <SecretField secret={secret} />
          <input type="hidden" name="completa" value="si" />
          <button type="submit" class="button button-large">
            {people.length === 0 ? "Me afilio solo yo" : "No falta nadie, seguir"}
          </button>
        </form>
      </div>
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}

function Person({ person, secret }: { person: PersonAnswers; secret: string }) {
  const { handle, parentesco } = person;
  const kinship = KINSHIPS.find(({ code }) => code === parentesco?.parentesco);
  const name = nameOf(person);
  return (
    <li class="card">
      <p>
        <strong>{name}</strong>
        {kinship && <span class="soft">{kinship.name}</span>}
      </p>
      <div class="inline-form">
        <a class="button button-second" href={placeHref({ key: "parentesco", handle })}>
          Cambiar<span class="visually-hidden">{` a ${name}`}</span>
        </a>
        <form method="post" action={`${ENROLMENT}/personas/${handle}/quitar`}>
          <SecretField secret={secret} />
          <button type="submit" class="button button-bad">
            Quitar<span class="visually-hidden">{` a ${name}`}</span>
          </button>
        </form>
      </div>
    </li>
  );
}
