import { formatInstant } from "../../domain/dates.ts";
import { ROLE_WORDS } from "../../domain/accounts/role.ts";
import type { Member } from "../../domain/users/team.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { PROVIDERS, USERS } from "../staff/links.ts";

type Props = { provider: ProviderRecord; people: Member[]; csrfToken: string };

/** The people who work for a provider, and its registration that waits to be activated. */
export function ProviderPeople({ provider, people, csrfToken }: Props) {
  return (
    <section class="block" aria-labelledby="personas">
      <h2 id="personas">Quién entra</h2>
      {people.length === 0
        ? <p class="lead">Nadie todavía: la IPS no ha activado su cuenta.</p>
        : (
          <ul class="card session-list">
            {people.map((person) => <Person person={person} provider={provider} />)}
          </ul>
        )}
      {mayRegister(provider) && <WaitingRegistration provider={provider} csrfToken={csrfToken} />}
    </section>
  );
}

function mayRegister({ hasAccount, email, accessClosedAt }: ProviderRecord): boolean {
  return !hasAccount && email !== null && accessClosedAt === null;
}

function Person({ person, provider }: { person: Member; provider: ProviderRecord }) {
  const { userId, name, email, role, lastUsedAt, openSessions } = person;
  const isRepresentative = role === "representante";
  const shown = isRepresentative ? provider.representativeName ?? ROLE_WORDS[role].name : name;
  return (
    <li>
      <div>
        <strong>
          <a href={`${USERS}/${userId}`}>{shown}</a>
        </strong>{" "}
        {person.isDisabled && <Badge kind="bad">Deshabilitado</Badge>}{" "}
        {person.hasSecondFactor && <Badge kind="ok">Segundo factor</Badge>}
        {isRepresentative && !provider.hasAccount && <Badge kind="warn">Sin activar</Badge>}
        <p class="soft small">
          {ROLE_WORDS[role].name}
          {email && ` · ${email}`}
          {lastUsedAt === null ? " · aún no entra" : ` · última vez ${formatInstant(lastUsedAt)}`}
          {openSessions > 0 &&
            ` · ${openSessions === 1 ? "1 sesión abierta" : `${openSessions} sesiones abiertas`}`}
        </p>
      </div>
    </li>
  );
}

/**
 * The link is never sent again: that would keep a password usable whose owner has proved nothing.
 */
function WaitingRegistration({ provider, csrfToken }: Omit<Props, "people">) {
  const { nit, activationExpiresAt } = provider;
  return (
    <form class="card stack waiting" method="post" action={`${PROVIDERS}/${nit}`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="accion" value="activacion" />
      <p>
        {activationExpiresAt === null
          ? "No hay un enlace de activación vigente."
          : `Hay un registro sin activar; su enlace vence el ${
            formatInstant(activationExpiresAt)
          }.`}{" "}
        Si no le llegó, pídale que se registre de nuevo: el enlace anterior queda anulado y al
        correo registrado le llegan las instrucciones.
      </p>
      <button type="submit" class="button button-second">Enviar instrucciones de registro</button>
    </form>
  );
}
