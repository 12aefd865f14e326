import type { FieldError } from "../../domain/errors.ts";
import { Icon } from "./icon.tsx";

type Props = { errors: FieldError[]; purpose: string };

/** All errors of a form, at its top, each a link to its field; it takes the focus. */
export function ErrorSummary({ errors, purpose }: Props) {
  if (errors.length === 0) return <></>;
  const count = errors.length === 1 ? "1 dato" : `${errors.length} datos`;
  return (
    <section class="error-summary" tabindex={-1} autofocus role="alert">
      <Icon name="stop" />
      <h2>{`Revise ${count} para ${purpose}`}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
