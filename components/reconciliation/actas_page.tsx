import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { pageCount } from "../../domain/paging.ts";
import {
  ACTA_STATE_WORDS,
  type ActaState,
  type ListedActa,
} from "../../domain/reconciliation/acta.ts";
import { counted } from "../../domain/thousands.ts";
import { Badge } from "../parts/badge.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Pagination } from "../parts/pagination.tsx";

type Props = {
  side: "provider" | "staff";
  actas: ListedActa[];
  count: number;
  page: number;
  today: string;
};

const PLACES = { provider: "/conciliaciones", staff: "/funcionario/conciliaciones" } as const;

/** The address of an acta, or of a page of its lines, for either side. */
export function actaHref(side: Props["side"], folio: string, page = 1): string {
  return `${PLACES[side]}/${folio}${page > 1 ? `?pagina=${page}` : ""}`;
}

/** The actas de conciliación of a provider, or those that wait for the staff. */
export function ActasPage({ side, actas, count, page, today }: Props) {
  return (
    <>
      <h1>Conciliaciones</h1>
      {side === "provider" && (
        <p class="lead">
          Un acta nace de un{" "}
          <a href="/cruce">cruce de cartera</a>: con su lista y una fecha de corte quedan las
          diferencias, la EPS responde cada una y las dos partes la cierran.
        </p>
      )}
      {count === 0
        ? <EmptyState>No hay actas de conciliación.</EmptyState>
        : (
          <div class="table-box">
            <table class="plain-table">
              <thead>
                <tr>
                  <th scope="col">Acta</th>
                  {side === "staff" && <th scope="col">Prestador</th>}
                  <th scope="col">Corte</th>
                  <th scope="col">Diferencias</th>
                  <th scope="col">Estado</th>
                </tr>
              </thead>
              <tbody>
                {actas.map((acta) => <Row acta={acta} side={side} today={today} />)}
              </tbody>
            </table>
          </div>
        )}
      <Pagination
        id="actas"
        label="Páginas de actas"
        page={page}
        pages={pageCount(count)}
        href={(wanted) => `${PLACES[side]}?pagina=${wanted}`}
      />
    </>
  );
}

function Row({ acta, side, today }: { acta: ListedActa } & Pick<Props, "side" | "today">) {
  const { folio, provider, cutoffOn, state, lineCount, difference, dueOn } = acta;
  return (
    <tr>
      <td>
        <a href={actaHref(side, folio)}>{folio}</a>
      </td>
      {side === "staff" && (
        <td data-label="Prestador">
          {provider.legalName} <span class="soft">NIT {formatNit(provider.nit)}</span>
        </td>
      )}
      <td data-label="Corte">{formatDate(cutoffOn)}</td>
      <td data-label="Diferencias">
        {counted(lineCount, "factura", "facturas")}, {formatMoney(difference)}
      </td>
      <td data-label="Estado">
        <ActaBadge state={state} />{" "}
        {state === "sent" && dueOn && <DueBadge dueOn={dueOn} today={today} />}
      </td>
    </tr>
  );
}

export function ActaBadge({ state }: { state: ActaState }) {
  const kind = state === "closed" ? "ok" : state === "draft" ? "annulled" : "warn";
  return <Badge kind={kind}>{ACTA_STATE_WORDS[state]}</Badge>;
}
