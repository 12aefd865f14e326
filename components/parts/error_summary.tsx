import type { FieldError } from "../../domain/errors.ts";
import { Icon } from "./icon.tsx";

type Props = { errors: FieldError[]; purpose: string };

/**
 * All errors of a form, at its top, each a link to its field; it takes the focus. Where the form was
 * sent too often it says how long to wait instead, and points at no field.
 */
export function ErrorSummary({ errors, purpose }: Props) {
  const [first] = errors;
  if (!first) return <></>;
  const count = errors.length === 1 ? "1 dato" : `${errors.length} datos`;
  return (
    <section class="error-summary" tabindex={-1} autofocus role="alert">
      <Icon name={first.isWait ? "clock" : "stop"} />
      <h2>{first.isWait ? `Espere para ${purpose}` : `Revise ${count} para ${purpose}`}</h2>
      {first.isWait ? <p>{first.message}</p> : (
        <ul>
          {errors.map(({ field, message }) => (
            <li>
              <a href={`#${field}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
