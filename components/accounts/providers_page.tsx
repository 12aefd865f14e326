import { formatNit } from "../../domain/nit.ts";
import { ROLE_WORDS } from "../../domain/accounts/role.ts";
import type { Membership } from "../../domain/accounts/account.ts";
import { BackToAccount } from "./back_to_account.tsx";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";

type Props = {
  memberships: Membership[];
  currentNit: string | undefined;
  csrfToken: string;
};

/** The providers that one may work for; all pages are about one of them at a time. */
export function AccountProvidersPage({ memberships, currentNit, csrfToken }: Props) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Mis IPS</h1>
      {memberships.length === 0
        ? (
          <p class="lead">
            Hoy ninguna IPS le da acceso. Pida a su administrador que le invite de nuevo.
          </p>
        )
        : (
          <ul class="card session-list">
            {memberships.map(({ provider, role }) => (
              <li>
                <div>
                  <strong>{provider.legalName}</strong>{" "}
                  {provider.nit === currentNit && <Badge kind="ok">Trabaja con esta</Badge>}
                  <p class="soft small">
                    NIT {formatNit(provider.nit)} · {ROLE_WORDS[role].name}
                  </p>
                </div>
                {provider.nit !== currentNit && (
                  <form method="post" action="/cuenta/ips">
                    <CsrfField token={csrfToken} />
                    <input type="hidden" name="ips" value={provider.nit} />
                    <button type="submit" class="button button-second">Trabajar con esta</button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
    </div>
  );
}
