import { formatCount } from "../../domain/thousands.ts";
import { formatNit } from "../../domain/nit.ts";
import { maskEmail, maskNumber } from "../../domain/providers/provider.ts";
import {
  ACCESS_STATES,
  ACCESS_WORDS,
  type ProviderCounts,
  type ProviderFilter,
} from "../../domain/providers/filter.ts";
import type { ListedProvider } from "../../domain/providers/listed_provider.ts";
import { Badge } from "../parts/badge.tsx";
import { boost, unboosted } from "../parts/boost.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { FilterChips } from "../parts/filter_chips.tsx";
import { PROVIDERS, providersCsvHref, providersHref } from "../staff/links.ts";
import { SearchForm } from "../staff/search_form.tsx";

type Props = {
  filter: ProviderFilter;
  providers: ListedProvider[];
  counts: ProviderCounts;
  page: number;
  nonce: string;
};

/** The providers on file, with whether they have an account. */
export function ProvidersPage({ filter, providers, counts, page, nonce }: Props) {
  const { q, access } = filter;
  const total = counts[access];
  return (
    <div {...boost("prestadores", nonce)}>
      <h1>Prestadores</h1>
      <SearchForm
        action={PROVIDERS}
        label="NIT, razón social o municipio"
        hint="Con o sin tildes y mayúsculas; el NIT con o sin puntos y dígito."
        q={q}
        kept={access === "todos" ? {} : { acceso: access }}
      />
      <section class="block" aria-labelledby="lista">
        <div class="block-head">
          <h2 id="lista">{title(total, q)}</h2>
          {total > 0 && <Download filter={filter} nonce={nonce} />}
        </div>
        <FilterChips
          label="Estado"
          chips={ACCESS_STATES.map((state) => ({
            name: ACCESS_WORDS[state],
            href: providersHref({ q, access: state }),
            count: counts[state],
            isChosen: state === access,
          }))}
        />
        {total === 0
          ? (
            <EmptyState>
              Ningún prestador coincide. Pruebe con menos palabras o con el NIT.
            </EmptyState>
          )
          : (
            <div class="table-box list-box">
              <Table providers={providers} nonce={nonce} />
              <TableFoot
                shown={providers.length}
                total={total}
                noun={["prestador", "prestadores"]}
                id="prestadores"
                label="Páginas de prestadores"
                page={page}
                href={(one) => providersHref(filter, one)}
              />
            </div>
          )}
      </section>
    </div>
  );
}

function title(total: number, q: string): string {
  const count = `${formatCount(total)} ${total === 1 ? "prestador" : "prestadores"}`;
  return q === "" ? count : `${count} con “${q}”`;
}

function Download({ filter, nonce }: { filter: ProviderFilter; nonce: string }) {
  return (
    <p class="block-actions">
      <a class="button button-second" href={providersCsvHref(filter)} {...unboosted(nonce)}>
        <Icon name="download" /> Descargar prestadores
      </a>
    </p>
  );
}

function Table({ providers, nonce }: { providers: ListedProvider[]; nonce: string }) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">NIT</th>
          <th scope="col">Razón social</th>
          <th scope="col">Municipio</th>
          <th scope="col">Correo</th>
          <th scope="col">Cédula</th>
          <th scope="col">Estado</th>
        </tr>
      </thead>
      <tbody>
        {providers.map((provider) => (
          <tr>
            <td class="nowrap" data-label="NIT">{formatNit(provider.nit)}</td>
            <td data-label="Razón social">
              <a href={`${PROVIDERS}/${provider.nit}`} {...unboosted(nonce)}>
                {provider.legalName}
              </a>
            </td>
            <td data-label="Municipio">{place(provider)}</td>
            <td class="mail" data-label="Correo">
              {provider.email ? maskEmail(provider.email) : "Sin correo"}
            </td>
            <td data-label="Cédula">
              {provider.representativeId ? maskNumber(provider.representativeId) : "–"}
            </td>
            <td data-label="Estado">
              <AccessBadge {...provider} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function place({ municipality, department }: ListedProvider): string {
  return [municipality, department].filter(Boolean).join(", ") || "–";
}

/** Whether a provider's access is open, in a word. */
export function AccessBadge({ hasAccount, isClosed }: { hasAccount: boolean; isClosed: boolean }) {
  if (isClosed) return <Badge kind="bad">No puede entrar</Badge>;
  return hasAccount
    ? <Badge kind="ok">Con cuenta</Badge>
    : <Badge kind="annulled">Sin cuenta</Badge>;
}
