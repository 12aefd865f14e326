import { formatCount } from "../../domain/thousands.ts";
import type { ActivityLine } from "../../domain/audit/activity.ts";
import { formatDate, formatSecond } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { boost } from "../parts/boost.ts";
import { DateField } from "../parts/date_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Found = {
  filter: VoucherFilter;
  lines: ActivityLine[];
  count: number;
  page: number;
};
type Props = {
  typed: { desde: string; hasta: string };
  errors: FieldError[];
  nonce: string;
  found?: Found;
};

/** What happened at a provider between two dates, newest first. */
export function ActivityPage({ typed, errors, nonce, found }: Props) {
  return (
    <div {...boost("actividad", nonce)}>
      <Crumb href="/equipo">Equipo</Crumb>
      <h1>Actividad</h1>
      <ErrorSummary errors={errors} purpose="ver la actividad" />
      <form
        class="card search-form"
        method="get"
        action="/equipo/actividad"
        novalidate
        role="search"
      >
        <div class="search-fields">
          <DateField name="desde" value={typed.desde} errors={errors} nonce={nonce} />
          <DateField name="hasta" value={typed.hasta} errors={errors} nonce={nonce} />
          <button type="submit" class="button">
            <Icon name="search" /> Buscar
          </button>
        </div>
      </form>
      {found && <Events found={found} nonce={nonce} />}
    </div>
  );
}

function Events({ found, nonce }: { found: Found; nonce: string }) {
  const { filter, lines, count, page } = found;
  const range = `desde=${formatDate(filter.from)}&hasta=${formatDate(filter.to)}`;
  return (
    <section class="block" aria-labelledby="hechos">
      <div class="block-head">
        <h2 id="hechos">Qué pasó</h2>
        <p>{count === 1 ? "1 hecho" : `${formatCount(count)} hechos`}</p>
        <p class="block-actions">
          <a
            class="button button-second"
            href={`/equipo/actividad.csv?${range}`}
            hx-boost="false"
            hx-nonce={nonce}
          >
            <Icon name="download" /> Descargar actividad
          </a>
        </p>
      </div>
      {lines.length === 0
        ? <EmptyState>No pasó nada en esos días.</EmptyState>
        : (
          <div class="table-box">
            <table class="plain-table">
              <thead>
                <tr>
                  <th scope="col">Fecha</th>
                  <th scope="col">Persona</th>
                  <th scope="col">Qué pasó</th>
                  <th scope="col">Resultado</th>
                  <th scope="col">Dirección</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr>
                    <td data-label="Fecha">{formatSecond(line.at)}</td>
                    <td data-label="Persona">{line.person}</td>
                    <td data-label="Qué pasó">{line.what}</td>
                    <td data-label="Resultado">{line.result}</td>
                    <td data-label="Dirección">{line.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <TableFoot
              id="actividad"
              label="Páginas de la actividad"
              page={page}
              shown={lines.length}
              total={count}
              noun={["hecho", "hechos"]}
              href={(one) => `/equipo/actividad?${range}&pagina=${one}`}
            />
          </div>
        )}
    </section>
  );
}
