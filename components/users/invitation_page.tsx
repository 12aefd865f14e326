import type { FieldError } from "../../domain/errors.ts";
import type { PasswordRule } from "../../domain/accounts/password.ts";
import type { Eps } from "../../domain/eps.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { NewPasswordFields } from "../accounts/new_password_fields.tsx";
import { Notice } from "../parts/notice.tsx";
import { PolicyConsent } from "../accounts/policy_consent.tsx";

type Props = {
  link: string;
  team: string;
  roleName: string;
  email: string;
  /** Whether the address has an account already: then its password is enough. */
  isKnown: boolean;
  typed: { nombre: string; politicas: boolean };
  rules: PasswordRule[];
  errors: FieldError[];
  eps: Eps;
  nonce: string;
};

/** The page of an invitation: to which team, and what the person must still type. */
export function InvitationPage(props: Props) {
  const { link, team, roleName, email, isKnown, errors } = props;
  return (
    <div class="reading">
      <h1>Le invitaron a {team}</h1>
      <ErrorSummary errors={errors} purpose="aceptar la invitación" />
      <p class="lead">
        Entrará como <strong>{roleName}</strong>, con el correo <strong>{email}</strong>{" "}
        como usuario.
      </p>
      <form class="card stack narrow" method="post" action="/invitacion" novalidate>
        <input type="hidden" name="enlace" value={link} />
        {isKnown ? <KnownPerson errors={errors} /> : <NewPerson {...props} />}
        <button type="submit" class="button">Aceptar</button>
      </form>
    </div>
  );
}

function KnownPerson({ errors }: { errors: FieldError[] }) {
  return (
    <Field
      name="contrasena"
      label="Contraseña"
      hint="La que ya usa en Zona Ser."
      type="password"
      errors={errors}
      autocomplete="current-password"
    />
  );
}

function NewPerson({ typed, rules, errors, eps, nonce }: Props) {
  return (
    <>
      <Field
        name="nombre"
        label="Nombre y apellido"
        value={typed.nombre}
        errors={errors}
        autocomplete="name"
        maxlength={100}
      />
      <PolicyConsent accepted={typed.politicas} errors={errors} eps={eps} />
      <NewPasswordFields
        rules={rules}
        errors={errors}
        nonce={nonce}
        rulesHref="/invitacion/reglas"
      />
    </>
  );
}

export function SpentInvitationPage() {
  return (
    <div class="reading">
      <h1>Invitación</h1>
      <Notice kind="warn">
        <p>Esta invitación ya se usó, se anuló o venció. Pida otra a quien le invitó.</p>
      </Notice>
      <p class="actions">
        <a class="button" href="/zona-ser">Ir a Zona Ser</a>
      </p>
    </div>
  );
}
