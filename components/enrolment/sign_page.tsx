import { DECLARATIONS } from "../../domain/enrolment/law.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { EnrolmentFoot, EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT } from "./links.ts";

type Props = {
  name: string;
  typed: string;
  /** Whether something changed after an earlier signature. */
  isStale: boolean;
  errors: FieldError[];
  folio: string;
  secret: string;
};

/** What the applicant declares, and her name as the signature. */
export function SignPage({ name, typed, isStale, errors, folio, secret }: Props) {
  return (
    <EnrolmentFrame
      back={{ href: `${ENROLMENT}/documentos`, name: "Atrás" }}
      step={4}
      title="Lea y firme"
      lead="Con su firma declara esto:"
    >
      {isStale && (
        <Notice kind="warn">
          <p>Algo cambió después de que firmó: firme de nuevo.</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="firmar" />
      <ul class="enrolment-steps">
        {DECLARATIONS.map((declaration) => <li>{declaration}</li>)}
      </ul>
      <form class="card stack narrow" method="post" action={`${ENROLMENT}/firma`} novalidate>
        <SecretField secret={secret} />
        <Field
          name="firma"
          label="Escriba su nombre completo"
          hint={`Como lo escribió antes: ${name}.`}
          value={typed}
          errors={errors}
          autocomplete="name"
        />
        <button type="submit" class="button button-large">Firmar</button>
      </form>
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}
