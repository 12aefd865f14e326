import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { Passkey } from "../../domain/accounts/passkey.ts";
import { BackToAccount } from "./back_to_account.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { CurrentPasswordField } from "./current_password_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { PasskeyForm } from "./passkey_form.tsx";

type Props = {
  passkeys: Passkey[];
  errors: FieldError[];
  asksPassword: boolean;
  csrfToken: string;
};

/** The passkeys of an account: what they are, the list, and adding one. */
export function AccountPasskeysPage({ passkeys, errors, asksPassword, csrfToken }: Props) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Llaves de acceso</h1>
      <ErrorSummary errors={errors} purpose="agregar la llave" />
      <p class="lead">
        Con una llave de acceso entra con la huella, la cara o el PIN de su equipo, sin escribir la
        contraseña. Nadie puede robarla con una página falsa.
      </p>
      {passkeys.length > 0 && (
        <ul class="card session-list">
          {passkeys.map((passkey) => <PasskeyItem passkey={passkey} csrfToken={csrfToken} />)}
        </ul>
      )}
      <div id="agregar" class="card stack narrow">
        <PasskeyForm
          kind="new"
          action="/cuenta/llaves"
          challengeHref="/cuenta/llaves/reto"
          label="Agregar la llave de este equipo"
          hidden={{ csrf: csrfToken, accion: "agregar" }}
        >
          {asksPassword && <CurrentPasswordField errors={errors} />}
        </PasskeyForm>
        <p class="soft small">
          Hace falta un navegador que conozca las llaves de acceso, con JavaScript.
        </p>
      </div>
    </div>
  );
}

function PasskeyItem({ passkey, csrfToken }: { passkey: Passkey; csrfToken: string }) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p class="soft small">
          Agregada el {formatInstant(createdAt)}
          {lastUsedAt === null ? ", sin usar" : `, usada el ${formatInstant(lastUsedAt)}`}
        </p>
      </div>
      <form method="post" action="/cuenta/llaves">
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value="quitar" />
        <input type="hidden" name="llave" value={id} />
        <button type="submit" class="button button-second">Quitar</button>
      </form>
    </li>
  );
}
