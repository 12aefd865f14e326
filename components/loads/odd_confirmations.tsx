import type { FieldError } from "../../domain/errors.ts";
import {
  type Confirmed,
  ODD_WORDS,
  type OddCount,
  oddField,
  oddMark,
  oddSentence,
} from "../../domain/loads/odd_payment.ts";
import { describedBy, errorOf, FieldMessage } from "../parts/field.tsx";

type Props = { found: OddCount[]; confirmed: Confirmed; errors: FieldError[] };

/** One box for each kind of odd payments, which whoever publishes must tick. */
export function OddConfirmations({ found, confirmed, errors }: Props) {
  if (found.length === 0) return <></>;
  return (
    <fieldset class="odd-confirmations">
      <legend>Pagos por revisar</legend>
      {found.map((odd) => (
        <Confirmation
          odd={odd}
          isConfirmed={confirmed[odd.kind] === oddMark(odd)}
          error={errorOf(errors, oddField(odd.kind))}
        />
      ))}
    </fieldset>
  );
}

type ConfirmationProps = { odd: OddCount; isConfirmed: boolean; error: string | undefined };

function Confirmation({ odd, isConfirmed, error }: ConfirmationProps) {
  const name = oddField(odd.kind);
  return (
    <div>
      <FieldMessage name={name} error={error} />
      <div class="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value={oddMark(odd)}
          checked={isConfirmed}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(name, undefined, error)}
        />
        <label for={name}>Revisé: {oddSentence(odd)}</label>
        <a class="small" href={`#${odd.kind}`} aria-label={`Ver ${ODD_WORDS[odd.kind].title}`}>
          Ver
        </a>
      </div>
    </div>
  );
}
