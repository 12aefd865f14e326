import type { ListedToken } from "../../domain/programs/listed_token.ts";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";

type Props = {
  tokens: ListedToken[];
  today: string;
  typed: { nombre: string; vence: string };
  errors: FieldError[];
  /** The text of the token that was just made; it is shown only this once. */
  made: string | undefined;
  notice: string | undefined;
  csrfToken: string;
};

const ADDRESS = "/funcionario/tokens";

/** Tokens by which programs load payments in the name of this person. */
export function StaffTokensPage(props: Props) {
  const { tokens, today, typed, errors, made, notice, csrfToken } = props;
  return (
    <div class="reading">
      <p class="crumb">
        <a href="/funcionario/cargas">
          <Icon name="back" /> Cargar archivos
        </a>
      </p>
      <h1>Tokens para programas</h1>
      <p class="lead">
        Un programa con su token carga y publica en su nombre, por{" "}
        <code>/api/v1/loads</code>. Lo que carga también lo publica otra persona.
      </p>
      <ErrorSummary errors={errors} purpose="crear el token" />
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      {made && (
        <Notice kind="ok">
          <p>
            <strong>Copie el token ahora: no se vuelve a mostrar.</strong>
          </p>
          <p class="mono secret">{made}</p>
        </Notice>
      )}
      {tokens.length > 0 && (
        <ul class="card session-list">
          {tokens.map((token) => <TokenItem token={token} today={today} csrfToken={csrfToken} />)}
        </ul>
      )}
      <section class="block" aria-labelledby="nuevo">
        <h2 id="nuevo">ListedToken nuevo</h2>
        <form class="card stack narrow" method="post" action={ADDRESS} novalidate>
          <CsrfField token={csrfToken} />
          <Field
            name="nombre"
            label="Nombre"
            hint="Qué programa lo usa, para reconocerlo después."
            value={typed.nombre}
            errors={errors}
            maxlength={100}
          />
          <Field
            name="vence"
            label="Último día"
            hint="dd/MM/yyyy, a lo sumo dentro de un año."
            value={typed.vence}
            errors={errors}
            inputmode="numeric"
            maxlength={10}
          />
          <button type="submit" name="accion" value="crear" class="button">Crear token</button>
        </form>
      </section>
    </div>
  );
}

function TokenItem(
  { token, today, csrfToken }: { token: ListedToken; today: string; csrfToken: string },
) {
  const { handle, name, createdAt, expiresOn, revokedAt, lastUsedAt } = token;
  const isLiving = revokedAt === null && expiresOn >= today;
  return (
    <li>
      <div>
        <strong>{name}</strong> {revokedAt !== null
          ? <Badge kind="annulled">Revocado</Badge>
          : !isLiving && <Badge kind="annulled">Vencido</Badge>}
        <p class="soft small">
          Creado el {formatInstant(createdAt)} · hasta el {formatDate(expiresOn)} ·{" "}
          {lastUsedAt === null ? "sin usar" : `último uso ${formatInstant(lastUsedAt)}`}
        </p>
      </div>
      {isLiving && (
        <form method="post" action={ADDRESS}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="token" value={handle} />
          <button type="submit" name="accion" value="revocar" class="button button-bad">
            Revocar
          </button>
        </form>
      )}
    </li>
  );
}
