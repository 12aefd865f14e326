import type { CivilDate } from "../../domain/dates.ts";
import { expiryOptions, type TypedToken } from "../../domain/programs/new_token.ts";
import {
  PROVIDER_SCOPES,
  type ProviderScope,
  SCOPE_FIELDS,
  SCOPE_WORDS,
} from "../../domain/programs/scope.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CurrentPasswordField } from "../accounts/current_password_field.tsx";
import { ChoiceField } from "../parts/choice_field.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { errorOf, Field, FieldMessage } from "../parts/field.tsx";

export type NewTokenProps = {
  address: string;
  today: CivilDate;
  typed: TypedToken;
  /** Whether one chooses what a token may be used for. */
  hasScopes: boolean;
  /** Names the token that the form makes, so that a form that is sent twice makes one. */
  handle: string;
  errors: FieldError[];
  csrfToken: string;
};

/** Asks for a token's name, what it may be used for, until when, and one's password. */
export function NewTokenForm(
  { address, today, typed, hasScopes, handle, errors, csrfToken }: NewTokenProps,
) {
  return (
    <section class="block" aria-labelledby="nuevo">
      <h2 id="nuevo">Token nuevo</h2>
      <form class="card stack narrow" method="post" action={address} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="token" value={handle} />
        <Field
          name="nombre"
          label="Nombre"
          hint="Qué programa lo usa, para reconocerlo después."
          value={typed.nombre}
          errors={errors}
          maxlength={100}
        />
        {hasScopes && <ScopeBoxes ticked={typed.permisos} errors={errors} />}
        <ChoiceField
          name="vence"
          label="Vence"
          value={typed.vence}
          options={expiryOptions(today)}
          errors={errors}
        />
        <Field
          name="fecha"
          label="Otro día"
          hint="Solo si lo escogió arriba: dd/MM/yyyy, a lo sumo dentro de un año."
          value={typed.fecha}
          errors={errors}
          inputmode="numeric"
          maxlength={10}
        />
        <CurrentPasswordField errors={errors} />
        <button type="submit" name="accion" value="crear" class="button">Crear token</button>
      </form>
    </section>
  );
}

function ScopeBoxes({ ticked, errors }: { ticked: ProviderScope[]; errors: FieldError[] }) {
  const error = errorOf(errors, "permisos");
  return (
    <fieldset class="field" id="permisos" aria-describedby={error ? "permisos-error" : undefined}>
      <legend>Para qué sirve</legend>
      <FieldMessage name="permisos" error={error} />
      {PROVIDER_SCOPES.map((scope) => (
        <div class="choice">
          <input
            type="checkbox"
            id={SCOPE_FIELDS[scope]}
            name={SCOPE_FIELDS[scope]}
            value="si"
            checked={ticked.includes(scope)}
          />
          <label for={SCOPE_FIELDS[scope]}>
            {SCOPE_WORDS[scope].name}
            <span class="hint">{SCOPE_WORDS[scope].about}</span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
