import type { FieldError } from "../../domain/errors.ts";
import type { AskedField, Question, Typed } from "../../domain/enrolment/question.ts";
import { type ProposedSite, writeSite } from "../../domain/enrolment/site_questions.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { RadioField } from "../parts/radio_field.tsx";
import { EnrolmentFoot, EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT } from "./links.ts";

type Props = {
  question: Question;
  /** The places that are proposed while an IPS is typed. */
  proposed: ProposedSite[];
  action: string;
  back: { href: string; name: string };
  typed: Typed;
  errors: FieldError[];
  secret: string;
  /** Undefined where the draft is no longer there: what was typed is shown all the same. */
  folio: string | undefined;
};

/** One question of the wizard with its boxes. */
export function QuestionPage(props: Props) {
  const { question, proposed, action, back, typed, errors, secret, folio } = props;
  const { step, title, lead, fields } = question;
  return (
    <EnrolmentFrame back={back} step={step} title={title} lead={lead}>
      {folio === undefined && <Gone />}
      <ErrorSummary errors={errors} purpose="seguir" />
      <form class="card stack narrow" method="post" action={action} novalidate>
        <SecretField secret={secret} />
        {fields.map((field) => (
          <Box
            field={field}
            value={typed[field.name] ?? ""}
            errors={errors}
            proposed={proposed}
          />
        ))}
        <button type="submit" class="button button-large">Seguir</button>
      </form>
      {folio !== undefined && <EnrolmentFoot folio={folio} secret={secret} />}
    </EnrolmentFrame>
  );
}

type BoxProps = {
  field: AskedField;
  value: string;
  errors: FieldError[];
  proposed: ProposedSite[];
};

function Box({ field, value, errors, proposed }: BoxProps) {
  const { name, label, kind, options = [], hint, isProposed, box: _, ...rest } = field;
  if (kind === "radio") {
    return <RadioField name={name} label={label} value={value} options={options} errors={errors} />;
  }
  if (kind === "choice") {
    return (
      <ChoiceField name={name} label={label} value={value} options={options} errors={errors} />
    );
  }
  return (
    <Field
      name={name}
      label={label}
      value={value}
      errors={errors}
      {...(hint && { hint })}
      {...(isProposed && proposed.length > 0 && {
        extra: { list: PROPOSED },
        after: <Proposed sites={proposed} />,
      })}
      {...rest}
    />
  );
}

const PROPOSED = "propuestas";

function Proposed({ sites }: { sites: ProposedSite[] }) {
  return (
    <datalist id={PROPOSED}>
      {sites.map((site) => <option value={writeSite(site)}></option>)}
    </datalist>
  );
}

/** The draft has expired, was sent from elsewhere, or the secret is of none. */
function Gone() {
  return (
    <Notice kind="warn">
      <p>
        No pudimos guardar esto: su solicitud ya se envió o venció. Lo que escribió sigue abajo,
        para que lo copie.
      </p>
      <p>
        <a href={`${ENROLMENT}/retomar`}>Buscar mi solicitud</a> o{" "}
        <a href={ENROLMENT}>empezar una nueva</a>
      </p>
    </Notice>
  );
}
