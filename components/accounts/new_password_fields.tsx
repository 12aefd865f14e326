import type { FieldError } from "../../domain/errors.ts";
import type { PasswordRule } from "../../domain/accounts/password.ts";
import { Field } from "../parts/field.tsx";
import { PasswordRules } from "./password_rules.tsx";

type Props = {
  rules: PasswordRule[];
  errors: FieldError[];
  nonce: string;
  /** The address that answers the rules while one types. */
  rulesHref: string;
  label?: string;
  confirmLabel?: string;
};

/** A new password, twice, with its rules ticked as one types. */
export function NewPasswordFields(props: Props) {
  const { rules, errors, nonce, rulesHref } = props;
  const { label = "Contraseña", confirmLabel = "Confirmar Contraseña" } = props;
  return (
    <>
      <Field
        name="contrasena"
        label={label}
        hint="Una frase larga es fácil de recordar y difícil de adivinar."
        type="password"
        errors={errors}
        autocomplete="new-password"
        extra={{
          "hx-post": rulesHref,
          "hx-trigger": "input changed delay:300ms",
          "hx-target": "#reglas",
          "hx-swap": "outerMorph",
          "hx-sync": "this:replace",
          "hx-nonce": nonce,
        }}
        after={<PasswordRules rules={rules} />}
      />
      <Field
        name="confirmacion"
        label={confirmLabel}
        type="password"
        errors={errors}
        autocomplete="new-password"
      />
    </>
  );
}
