import { Fact } from "../parts/fact.tsx";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { EpsIdentity } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney, sumCents } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { type Acta, type ActaLine, type Signature } from "../../domain/reconciliation/acta.ts";
import { GROUP_WORDS } from "../../domain/reconciliation/groups.ts";
import { counted, formatCount } from "../../domain/thousands.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Pagination } from "../parts/pagination.tsx";
import { ActaActions } from "./acta_actions.tsx";
import { ActaLineItem, type ActaWork, type TypedLine } from "./acta_line.tsx";
import { ActaBadge, actaHref } from "./actas_page.tsx";
import { Crumb } from "../parts/crumb.tsx";

export type ActaPageProps = {
  side: "provider" | "staff";
  acta: Acta;
  lines: ActaLine[];
  /** How many lines the EPS has not answered yet. */
  unanswered: number;
  /** What this reader may do with the lines now. */
  work: ActaWork;
  typed: Map<number, TypedLine>;
  page: number;
  pages: number;
  eps: EpsIdentity;
  canDownload: boolean;
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};

/** An acta de conciliación: what both sides say, line by line, and what there is to do about it. */
export function ActaPage(props: ActaPageProps) {
  const { side, acta, lines, work, typed, page, pages, errors, notice, csrfToken } = props;
  const { folio } = acta;
  return (
    <div class="acta-page">
      <Crumb href={side === "staff" ? "/funcionario/conciliaciones" : "/conciliaciones"}>
        Conciliaciones
      </Crumb>
      <h1>Acta de conciliación {folio}</h1>
      <p class="states">
        <ActaBadge state={acta.state} />
      </p>
      {notice && <Notice kind="ok">{notice}</Notice>}
      <ErrorSummary errors={errors} purpose="seguir" />
      <Facts {...props} />
      <Totals acta={acta} />
      <section class="block" aria-labelledby="diferencias">
        <h2 id="diferencias">{counted(acta.lineCount, "diferencia", "diferencias")}</h2>
        <form method="post" action={actaHref(side, folio, page)} novalidate>
          <CsrfField token={csrfToken} />
          <ol class="acta-lines" start={lines[0]?.number ?? 1}>
            {lines.map((line) => (
              <ActaLineItem
                line={line}
                work={work}
                typed={typed.get(line.number)}
                errors={errors}
              />
            ))}
          </ol>
          <Pagination
            id="lineas"
            label="Páginas de diferencias"
            page={page}
            pages={pages}
            href={(wanted) => actaHref(side, folio, wanted)}
          />
          <ActaActions {...props} />
        </form>
      </section>
    </div>
  );
}

function Facts({ acta, eps, side, canDownload }: ActaPageProps) {
  const { provider, cutoffOn, difference, sent, answered, closed, sha256, continues } = acta;
  return (
    <>
      <dl class="facts card">
        <Fact name="Prestador">{provider.legalName}, NIT {formatNit(provider.nit)}</Fact>
        <Fact name="Pagador">{eps.name} EPS</Fact>
        <Fact name="Fecha de corte">{formatDate(cutoffOn)}</Fact>
        <Fact name="Diferencia">{formatMoney(difference)}</Fact>
        {continues && (
          <Fact name="Sigue a">
            <a href={actaHref(side, continues)}>{continues}</a>
          </Fact>
        )}
        <Signed name="Preparó" by={sent} />
        <Signed name="Respondió" by={answered} />
        <Signed name="Cerró" by={closed} />
        {sha256 && (
          <Fact name="Huella (SHA-256)">
            <span class="hash">{sha256}</span>
          </Fact>
        )}
      </dl>
      {canDownload && (
        <p>
          <a class="button button-second" href={`${actaHref(side, acta.folio)}/acta.pdf`} download>
            <Icon name="download" /> Descargar el acta
          </a>
        </p>
      )}
    </>
  );
}

function Signed({ name, by }: { name: string; by: Signature | null }) {
  return by ? <Fact name={name}>{by.name}, el {formatInstant(by.at)}</Fact> : <></>;
}

/** Both sides' totals by state, up to the cut-off. */
function Totals({ acta: { totals } }: { acta: Acta }) {
  const shown = totals.filter(({ count }) => count > 0);
  const total = (of: "listed" | "paid" | "open") =>
    formatMoney(sumCents(totals.map((sum) => sum[of])));
  return (
    <section class="block" aria-labelledby="totales">
      <h2 id="totales">Lo que dice cada parte</h2>
      <div class="table-box">
        <table class="money-table" aria-labelledby="totales">
          <thead>
            <tr>
              <th scope="col" class="text">Estado</th>
              <th scope="col" class="money">Facturas</th>
              <th scope="col" class="money">Según la IPS</th>
              <th scope="col" class="money">Pagado por la EPS</th>
              <th scope="col" class="money">Falta</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ group, count, listed, paid, open }) => (
              <tr>
                <td class="text">{GROUP_WORDS[group].name}</td>
                <td class="money" data-label="Facturas">{formatCount(count)}</td>
                <td class="money" data-label="Según la IPS">{formatMoney(listed)}</td>
                <td class="money" data-label="Pagado por la EPS">{formatMoney(paid)}</td>
                <td class="money" data-label="Falta">{formatMoney(open)}</td>
              </tr>
            ))}
            <tr class="totals">
              <td class="text">Toda la lista</td>
              <td class="money" data-label="Facturas">
                {formatCount(sumCents(totals.map(({ count }) => count)))}
              </td>
              <td class="money" data-label="Según la IPS">{total("listed")}</td>
              <td class="money" data-label="Pagado por la EPS">{total("paid")}</td>
              <td class="money" data-label="Falta">{total("open")}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
