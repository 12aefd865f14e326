import { Fact } from "../parts/fact.tsx";
import type { Audience } from "../../domain/notices/contact.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import type { Member } from "../../domain/users/team.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import { paymentsHref } from "../payments/links.ts";
import { Badge } from "../parts/badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { NoticeContactsForm } from "../notices/contacts_form.tsx";
import { AUDIT, PROVIDERS } from "../staff/links.ts";
import { Notes } from "../staff/notes.tsx";
import { ProviderAccess } from "./access.tsx";
import { ProviderPeople } from "./people.tsx";
import { AccessBadge } from "./providers_page.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = Pick<Audience, "contacts" | "refusals"> & {
  provider: ProviderRecord;
  people: Member[];
  errors: FieldError[];
  reason: string;
  notice: string | undefined;
  csrfToken: string;
};

/**
 * One provider, in full: who receives its links, its people, who gets notices, and whether its
 * access is open.
 */
export function ProviderPage(props: Props) {
  const { provider, people, contacts, refusals, errors, reason, notice, csrfToken } = props;
  const { nit, legalName, hasAccount, accessClosedAt, isListed } = provider;
  return (
    <div class="reading">
      <Crumb href={PROVIDERS}>Prestadores</Crumb>
      <h1>{legalName}</h1>
      <p class="states">
        NIT {formatNit(nit)}{" "}
        <AccessBadge hasAccount={hasAccount} isClosed={accessClosedAt !== null} />
        {!isListed && <Badge kind="warn">Fuera de Prestadores</Badge>}
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="guardar" />
      <OnFile provider={provider} />
      <ProviderPeople provider={provider} people={people} csrfToken={csrfToken} />
      <section class="block" aria-labelledby="avisos">
        <h2 id="avisos">Correos que reciben avisos</h2>
        <p class="lead">
          Además del correo registrado. Los avisos no llevan valores ni enlaces para entrar; cada
          cambio se le cuenta al correo registrado.
        </p>
        <NoticeContactsForm
          action={`${PROVIDERS}/${nit}/avisos`}
          contacts={contacts}
          refusals={refusals}
          errors={errors}
          csrfToken={csrfToken}
        />
      </section>
      <ProviderAccess provider={provider} reason={reason} errors={errors} csrfToken={csrfToken} />
      <Notes notes={provider.notes} />
    </div>
  );
}

function OnFile({ provider }: { provider: ProviderRecord }) {
  const { nit, email, representativeId, representativeName, phone, openTokens } = provider;
  return (
    <section class="block" aria-labelledby="registrado">
      <div class="block-head">
        <h2 id="registrado">Lo que está registrado</h2>
        <p class="block-actions">
          <a class="button button-second" href={`${PROVIDERS}/${nit}/contacto`}>
            Cambiar correo o representante
          </a>
          <a class="button button-quiet" href={paymentsHref({ nit })}>Ver pagos</a>
          <a class="button button-quiet" href={`${AUDIT}?nit=${nit}`}>Ver auditoría</a>
        </p>
      </div>
      <dl class="card facts wide-facts">
        <Fact name="Correo">
          {email ?? "No hay: no puede registrarse hasta que se le ponga uno"}
        </Fact>
        <Fact name="Representante legal">{representativeName ?? "–"}</Fact>
        <Fact name="Cédula">{representativeId ?? "–"}</Fact>
        <Fact name="Teléfono">{phone ?? "–"}</Fact>
        <Fact name="Municipio">{placeOf(provider)}</Fact>
        <Fact name="Tokens de API">{openTokens === 0 ? "Ninguno vigente" : openTokens}</Fact>
        {provider.accessClosedAt !== null && (
          <Fact name="Acceso cerrado">desde el {formatInstant(provider.accessClosedAt)}</Fact>
        )}
      </dl>
    </section>
  );
}

function placeOf({ municipality, department, daneCode }: ProviderRecord): string {
  const place = [municipality, department].filter(Boolean).join(", ") || "–";
  return daneCode === null ? place : `${place} (DANE ${daneCode})`;
}
