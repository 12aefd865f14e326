import { formatNit } from "../../domain/nit.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type ProviderRole, STAFF_ROLE_WORDS, type StaffRole } from "../../domain/accounts/role.ts";
import { CsrfField } from "../parts/csrf_field.tsx";

/** Who is signed in: a member of the staff, an affiliate, or somebody who works with a provider. */
export type Identity =
  | { kind: "staff"; name: string; role: StaffRole | null }
  | {
    kind: "affiliate";
    name: string;
    /** For whom she acts; undefined where for herself. */
    actedName: string | undefined;
  }
  | {
    kind: "provider";
    /** Undefined where the person may no longer work for any provider. */
    provider: Provider | undefined;
    role: ProviderRole | undefined;
    /** Empty for a provider's representative. */
    name: string;
    providerCount: number;
  };

type Props = { identity: Identity; csrfToken: string };

/**
 * The right end of the header: who is signed in, for which provider, the change of provider and the
 * sign-out.
 */
export function IdentityBand({ identity, csrfToken }: Props) {
  return (
    <>
      {identity.kind === "staff" && <Staff {...identity} />}
      {identity.kind === "affiliate" && <Affiliate {...identity} />}
      {identity.kind === "provider" && <Person {...identity} />}
      <a class="band-button" href="/cuenta">Mi cuenta</a>
      <form class="sign-out" method="post" action="/zona-ser/salir">
        <CsrfField token={csrfToken} />
        <button type="submit" class="band-button">Cerrar sesión</button>
      </form>
    </>
  );
}

function Staff({ name, role }: { name: string; role: StaffRole | null }) {
  return (
    <p class="band-provider">
      <strong>{name}</strong>
      <span>
        <span class="staff-tag">Funcionario</span> {role && STAFF_ROLE_WORDS[role]}
      </span>
    </p>
  );
}

function Affiliate({ name, actedName }: { name: string; actedName: string | undefined }) {
  return (
    <p class="band-provider">
      <strong>{name}</strong>
      {actedName && (
        <span>
          Actúa por {actedName} <a class="band-switch" href="/afiliados/familia">Cambiar</a>
        </span>
      )}
    </p>
  );
}

type PersonProps = { provider: Provider | undefined; name: string; providerCount: number };

function Person({ provider, name, providerCount }: PersonProps) {
  return (
    <p class="band-provider">
      <strong>{provider?.legalName ?? name}</strong>
      <span>
        {provider && `NIT ${formatNit(provider.nit)}`}
        {providerCount > 1 && <a class="band-switch" href="/cuenta/ips">Cambiar de IPS</a>}
      </span>
    </p>
  );
}
