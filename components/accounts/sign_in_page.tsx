import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { PasskeyForm } from "./passkey_form.tsx";
import { UserKindField } from "./user_kind_field.tsx";

/** Usuario as it was typed, with the kind of user that it is. */
export type TypedUser = { tipo: string; tipoDocumento: string; usuario: string };

type Props = {
  typed: TypedUser;
  next: string;
  errors: FieldError[];
  notice?: string | undefined;
  problem?: string | undefined;
  epsName: string;
};

const USER_HINT =
  "Prestadores: el NIT de su IPS, o su correo si le invitaron al equipo. Afiliados: el número de su documento.";

/** Zona Ser: sign in, or begin to register. */
export function SignInPage(props: Props) {
  const { typed, next, errors, notice, problem, epsName } = props;
  return (
    <div class="reading">
      <h1>Zona Ser</h1>
      {notice && <Notice kind="ok">{notice}</Notice>}
      {problem && <Notice kind="warn">{problem}</Notice>}
      <ErrorSummary errors={errors} purpose="iniciar sesión" />
      <div class="sign-in">
        <div class="card stack">
          <form class="stack" method="post" action="/zona-ser" novalidate>
            <input type="hidden" name="next" value={next} />
            <UserKindField typed={typed} />
            <Field
              name="usuario"
              label="Usuario"
              hint={USER_HINT}
              value={typed.usuario}
              errors={errors}
              autocomplete="username"
              maxlength={254}
            />
            <Field
              name="contrasena"
              label="Contraseña"
              type="password"
              errors={errors}
              autocomplete="current-password"
            />
            <button type="submit" class="button button-wide">Inicio de Sesión</button>
            <p>
              <a href="/clave">¿Olvidó la clave?</a>
            </p>
          </form>
          <PasskeyForm
            kind="use"
            action="/zona-ser/llave"
            challengeHref="/zona-ser/llave/reto"
            label="Entrar con llave de acceso"
            hidden={{ next }}
            secondary
          />
        </div>
        <FirstTime epsName={epsName} />
      </div>
    </div>
  );
}

function FirstTime({ epsName }: { epsName: string }) {
  return (
    <section class="first-time">
      <h2>¿Primera vez aquí?</h2>
      <p>El representante legal registra la IPS una sola vez. Toma unos tres minutos.</p>
      <ol class="numbered">
        <li>Tenga a mano el NIT de la IPS y su cédula.</li>
        <li>Escoja una contraseña de 15 caracteres o más.</li>
        <li>Abra el enlace que enviamos al correo registrado en {epsName}.</li>
      </ol>
      <p>
        <a class="button button-second" href="/registro">Registrar Usuario</a>
      </p>
      <p>
        ¿Es afiliado? <a href="/afiliados/registro">Abra su cuenta</a>{" "}
        con su documento y su fecha de nacimiento.
      </p>
    </section>
  );
}
