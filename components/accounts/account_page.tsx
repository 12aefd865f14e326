import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { PasswordRule } from "../../domain/accounts/password.ts";
import type { ListedSession } from "../../domain/accounts/session.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { CurrentPasswordField } from "./current_password_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { NewPasswordFields } from "./new_password_fields.tsx";
import { Notice } from "../parts/notice.tsx";

/** One of one's own sessions. */
export type SessionRow = Pick<ListedSession, "createdAt" | "lastUsedAt" | "address"> & {
  /** Names the session in the form, and is no secret. */
  handle: string;
  isThis: boolean;
  device: string;
};

/** Another page of the account. */
export type AccountLink = { href: string; name: string; about: string };

type Props = {
  links: AccountLink[];
  sessions: SessionRow[];
  rules: PasswordRule[];
  errors: FieldError[];
  notice?: string | undefined;
  csrfToken: string;
  nonce: string;
};

/** Mi cuenta: the password, and where one is signed in. */
export function AccountPage(props: Props) {
  const { links, sessions, rules, errors, notice, csrfToken, nonce } = props;
  return (
    <div class="reading">
      <h1>Mi cuenta</h1>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="cambiar la contraseña" />
      <ul class="card module-list account-links">
        {links.map(({ href, name, about }) => (
          <li>
            <a href={href}>{name}</a>
            <span class="module-about">{about}</span>
            <Icon name="next" />
          </li>
        ))}
      </ul>
      <section class="block" aria-labelledby="sesiones">
        <h2 id="sesiones">Sesiones abiertas</h2>
        <ul class="card session-list">
          {sessions.map((session) => <Session session={session} csrfToken={csrfToken} />)}
        </ul>
        {sessions.length > 1 && (
          <form class="actions" method="post" action="/cuenta">
            <CsrfField token={csrfToken} />
            <input type="hidden" name="accion" value="otras" />
            <button type="submit" class="button button-bad">Cerrar las demás sesiones</button>
          </form>
        )}
      </section>
      <section class="block" aria-labelledby="cambiar">
        <h2 id="cambiar">Cambiar la contraseña</h2>
        <form class="card stack narrow" method="post" action="/cuenta" novalidate>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="accion" value="clave" />
          <CurrentPasswordField errors={errors} />
          <NewPasswordFields
            rules={rules}
            errors={errors}
            nonce={nonce}
            rulesHref="/cuenta/reglas"
            label="Contraseña nueva"
            confirmLabel="Confirmar contraseña nueva"
          />
          <p class="soft small">Al cambiarla se cierran las demás sesiones.</p>
          <button type="submit" class="button">Cambiar contraseña</button>
        </form>
      </section>
    </div>
  );
}

function Session({ session, csrfToken }: { session: SessionRow; csrfToken: string }) {
  return (
    <li>
      <div>
        <strong>{session.device}</strong> {session.isThis && <Badge kind="ok">Esta sesión</Badge>}
        <p class="soft small">
          Desde {session.address || "una dirección desconocida"}, abierta el{" "}
          {formatInstant(session.createdAt)}, usada el {formatInstant(session.lastUsedAt)}
        </p>
      </div>
      {!session.isThis && (
        <form method="post" action="/cuenta">
          <CsrfField token={csrfToken} />
          <input type="hidden" name="accion" value="sesion" />
          <input type="hidden" name="sesion" value={session.handle} />
          <button type="submit" class="button button-second">Terminar</button>
        </form>
      )}
    </li>
  );
}
