import { formatCount } from "../../domain/thousands.ts";
import { formatSecond } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import type { SeenAffiliate } from "../../domain/audit/seen_affiliate.ts";
import type { SeenProvider } from "../../domain/audit/seen_provider.ts";
import { boost, unboosted } from "../parts/boost.ts";
import { DateField } from "../parts/date_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { AUDIT } from "../staff/links.ts";
import { SeenAffiliates } from "./seen_affiliates.tsx";
import { Crumb } from "../parts/crumb.tsx";

export type TypedSeen = {
  persona: string;
  desde: string;
  hasta: string;
  desdeHora: string;
  hastaHora: string;
};
type Props = {
  typed: TypedSeen;
  errors: FieldError[];
  nonce: string;
  found?: {
    providers: SeenProvider[];
    affiliates: SeenAffiliate[];
    csv: string;
    affiliatesCsv: string;
    log: string;
  };
};

/**
 * Whose data one person saw or downloaded between two instants: what is asked first after an
 * incident.
 */
export function SeenPage({ typed, errors, nonce, found }: Props) {
  return (
    <div {...boost("vistos", nonce)}>
      <Crumb href={AUDIT}>Auditoría</Crumb>
      <h1>Qué datos vio alguien</h1>
      <p class="lead">
        De qué prestadores y de qué afiliados abrió o descargó datos una persona entre dos momentos.
        Quien entró por una IPS pudo ver todos los pagos de ella.
      </p>
      <ErrorSummary errors={errors} purpose="ver qué datos vio" />
      <form
        class="card search-form"
        method="get"
        action={`${AUDIT}/vistos`}
        novalidate
        role="search"
      >
        <div class="search-fields">
          <Field
            name="persona"
            label="Persona"
            hint="Correo, NIT o #número."
            value={typed.persona}
            errors={errors}
            maxlength={254}
          />
          <DateField name="desde" value={typed.desde} errors={errors} nonce={nonce} />
          <Time name="desdeHora" label="Desde las" value={typed.desdeHora} errors={errors} />
          <DateField name="hasta" value={typed.hasta} errors={errors} nonce={nonce} />
          <Time name="hastaHora" label="Hasta las" value={typed.hastaHora} errors={errors} />
          <button type="submit" class="button">
            <Icon name="search" /> Buscar
          </button>
        </div>
      </form>
      {found && <SeenProviders {...found} nonce={nonce} />}
      {found && (
        <SeenAffiliates affiliates={found.affiliates} csv={found.affiliatesCsv} nonce={nonce} />
      )}
    </div>
  );
}

type TimeProps = { name: string; label: string; value: string; errors: FieldError[] };

function Time({ name, label, value, errors }: TimeProps) {
  return (
    <div class="time-field">
      <Field
        name={name}
        label={label}
        value={value}
        errors={errors}
        inputmode="numeric"
        maxlength={5}
        extra={{ placeholder: "hh:mm" }}
      />
    </div>
  );
}

type FoundProps = { providers: SeenProvider[]; csv: string; log: string; nonce: string };

function SeenProviders({ providers, csv, log, nonce }: FoundProps) {
  const noun = providers.length === 1 ? "prestador" : "prestadores";
  return (
    <section class="block" aria-labelledby="vistos-lista">
      <div class="block-head">
        <h2 id="vistos-lista">{formatCount(providers.length)} {noun}</h2>
        <p class="block-actions">
          <a class="button button-second" href={csv} {...unboosted(nonce)}>
            <Icon name="download" /> Descargar la lista
          </a>
          <a class="button button-quiet" href={log} {...unboosted(nonce)}>Ver los hechos</a>
        </p>
      </div>
      {providers.length === 0
        ? (
          <EmptyState>
            No abrió ni descargó datos de ningún prestador entre esos momentos.
          </EmptyState>
        )
        : (
          <div class="table-box list-box">
            <table class="plain-table">
              <thead>
                <tr>
                  <th scope="col">Prestador</th>
                  <th scope="col">NIT</th>
                  <th scope="col">Descargas</th>
                  <th scope="col">Vistas</th>
                  <th scope="col">Entradas</th>
                  <th scope="col">Primera vez</th>
                  <th scope="col">Última vez</th>
                </tr>
              </thead>
              <tbody>
                {providers.map((one) => (
                  <tr>
                    <td data-label="Prestador">{one.legalName}</td>
                    <td class="nowrap" data-label="NIT">{formatNit(one.nit)}</td>
                    <td data-label="Descargas">{one.downloads}</td>
                    <td data-label="Vistas">{one.views}</td>
                    <td data-label="Entradas">{one.entries}</td>
                    <td data-label="Primera vez">{formatSecond(one.firstAt)}</td>
                    <td data-label="Última vez">{formatSecond(one.lastAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}
