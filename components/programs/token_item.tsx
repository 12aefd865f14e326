import { type CivilDate, formatDate, formatInstant } from "../../domain/dates.ts";
import { isLiving, type ListedToken, makerOf } from "../../domain/programs/listed_token.ts";
import { SCOPE_WORDS } from "../../domain/programs/scope.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";

type Props = { token: ListedToken; today: CivilDate; address: string; csrfToken: string };

/** A token with what it is for and where it was used last; a living one can be revoked. */
export function TokenItem({ token, today, address, csrfToken }: Props) {
  const { handle, name, scopes, createdAt, expiresOn, revokedAt } = token;
  const isAlive = isLiving(token, today);
  return (
    <li>
      <div>
        <strong>{name}</strong> {revokedAt !== null
          ? <Badge kind="annulled">Revocado</Badge>
          : !isAlive && <Badge kind="annulled">Vencido</Badge>}
        <p>{scopes.map((scope) => SCOPE_WORDS[scope].name).join(" · ")}</p>
        <p class="soft small">
          Creado el {formatInstant(createdAt)} por {makerOf(token)} ·{" "}
          {expiresOn === null ? "sin vencimiento" : `hasta el ${formatDate(expiresOn)}`} ·{" "}
          {lastUseOf(token)}
        </p>
      </div>
      {isAlive && (
        <form method="post" action={address}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="token" value={handle} />
          <button type="submit" name="accion" value="revocar" class="button button-bad">
            Revocar<span class="visually-hidden">{` ${name}`}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function lastUseOf({ lastUsedAt, lastUsedPlace }: ListedToken): string {
  if (lastUsedAt === null) return "sin usar";
  const place = lastUsedPlace || "una dirección desconocida";
  return `último uso ${formatInstant(lastUsedAt)} desde ${place}`;
}
