import type { Child } from "hono/jsx";
import type { FieldError } from "../../domain/errors.ts";
import { Icon } from "./icon.tsx";

type Props = {
  name: string;
  /** Where a page has several fields of one name. */
  id?: string;
  label: string;
  value?: string;
  hint?: string;
  errors?: FieldError[];
  type?: "text" | "password";
  autocomplete?: string;
  inputmode?: "text" | "numeric" | "email" | "tel" | "decimal";
  autofocus?: boolean;
  maxlength?: number;
  extra?: Record<string, string>;
  after?: Child;
};

/** A labelled input with its hint, and its error between hint and box. */
export function Field(props: Props) {
  const { name, id = name, label, value, hint, type = "text", autocomplete = "off" } = props;
  const error = errorOf(props.errors, id);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <FieldMessage name={id} error={error} />
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        autofocus={props.autofocus}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...props.extra}
      />
      {props.after}
    </div>
  );
}

export function FieldMessage({ name, error }: { name: string; error: string | undefined }) {
  return error
    ? (
      <p class="field-error" id={`${name}-error`}>
        <Icon name="stop" />
        {error}
      </p>
    )
    : <></>;
}

/** What is wrong with a field; a limit is not, and stands in the summary alone. */
export function errorOf(errors: FieldError[] | undefined, name: string): string | undefined {
  return errors?.find(({ field, isWait }) => field === name && !isWait)?.message;
}

export function describedBy(
  name: string,
  hint: string | undefined,
  error: string | undefined,
): string | undefined {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
