import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import { writtenCode } from "../../domain/code.ts";
import type {
  RowCertificate,
  WithholdingOverview,
  WithholdingRow,
} from "../../domain/certificates/overview.ts";
import {
  daysOf,
  periodKey,
  periodName,
  type Tax,
  TAX_WORDS,
  TAXES,
} from "../../domain/certificates/period.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { YearChips } from "../parts/year_chips.tsx";
import { Notice } from "../parts/notice.tsx";
import { Cell } from "../payments/money_cell.tsx";

type Props = {
  year: number;
  /** With payments, newest first. */
  years: number[];
  overview: WithholdingOverview;
  /** Whether the EPS has said what the certificates of the year say. */
  isReady: boolean;
  epsName: string;
  canDownload: boolean;
  csrfToken: string;
};

/** Certificados de retención: what was withheld in a year, by tax and period, with its papers. */
export function WithholdingPage(props: Props) {
  const { year, years, overview, isReady, epsName } = props;
  return (
    <>
      <h1>Certificados de retención</h1>
      {years.length === 0 ? <EmptyState>Aún no hay pagos a su IPS.</EmptyState> : (
        <>
          <YearChips years={years} current={year} address="/certificados" />
          {!isReady && (
            <Notice kind="warn">
              <p>
                {epsName} aún no ha preparado los certificados de{" "}
                {year}. Los renglones sí se pueden descargar.
              </p>
            </Notice>
          )}
          {TAXES.map((tax) => <TaxSection {...props} tax={tax} rows={overview[tax]} />)}
        </>
      )}
    </>
  );
}

type SectionProps = Props & { tax: Tax; rows: WithholdingRow[] };

function TaxSection({ tax, rows, ...props }: SectionProps) {
  const { name, column } = TAX_WORDS[tax];
  return (
    <section class="block" aria-labelledby={tax}>
      <h2 id={tax}>{name}</h2>
      {rows.length === 0
        ? <p class="soft">Sin {column} en {props.year}.</p>
        : (
          <div class="table-box">
            <table class="money-table certificate-table" aria-labelledby={tax}>
              <thead>
                <tr>
                  <th scope="col" class="text">Período</th>
                  <th scope="col" class="money">{column}</th>
                  <th scope="col" class="text">Certificado</th>
                  <th scope="col" class="text">Descargas</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => <PeriodRow {...props} row={row} column={column} />)}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}

type RowProps = Props & { row: WithholdingRow; column: string };

function PeriodRow({ row, column, isReady, canDownload, csrfToken }: RowProps) {
  const { period, withheld, isOver, certificate } = row;
  const name = periodName(period);
  return (
    <tr>
      <td class="text" data-label="Período">{name}</td>
      <Cell header={column} kind="money" value={withheld} />
      <td class="text" data-label="Certificado">
        {certificate
          ? <Issued certificate={certificate} withheld={withheld} />
          : isOver
          ? "Sin descargar"
          : `Desde que termine, el ${formatDate(daysOf(period).to)}`}
      </td>
      <td class="text" data-label="Descargas">
        {canDownload && (
          <div class="certificate-downloads">
            {isReady && isOver && (
              <form method="post" action="/certificados">
                <CsrfField token={csrfToken} />
                <input type="hidden" name="impuesto" value={period.tax} />
                <input type="hidden" name="periodo" value={periodKey(period)} />
                <button type="submit" class="button button-second">
                  <Icon name="download" /> Certificado{" "}
                  <span class="visually-hidden">de {TAX_WORDS[period.tax].name}, {name}</span>
                </button>
              </form>
            )}
            <a
              href={`/certificados/renglones.xlsx?impuesto=${period.tax}&periodo=${
                periodKey(period)
              }`}
              download
            >
              Renglones en Excel{" "}
              <span class="visually-hidden">de {TAX_WORDS[period.tax].name}, {name}</span>
            </a>
          </div>
        )}
      </td>
    </tr>
  );
}

const MAX_NAMED = 5;

/** The paper that is out, and why it may no longer hold. */
function Issued({ certificate, withheld }: { certificate: RowCertificate; withheld: number }) {
  const { code, issuedOn, withheld: said, later } = certificate;
  const isOld = said !== withheld || later.length > 0;
  return (
    <div>
      <a href={`/verificar/${writtenCode(code)}`}>{writtenCode(code)}</a> del {formatDate(issuedOn)}
      {isOld && (
        <p>
          <strong>Puede haber cambiado.</strong>{" "}
          {said !== withheld && `Decía ${formatMoney(said)}. `}
          {later.length > 0 && `Después ${loadedSince(later)}. `}
          Descárguelo de nuevo: si dice otra cosa, reemplaza al anterior.
        </p>
      )}
    </div>
  );
}

/** `se cargó o corrigió el comprobante 1001`, or `se cargaron o corrigieron los … y otros`. */
function loadedSince(numbers: string[]): string {
  if (numbers.length === 1) return `se cargó o corrigió el comprobante ${numbers[0]}`;
  const named = numbers.slice(0, MAX_NAMED).join(", ");
  const others = numbers.length > MAX_NAMED ? " y otros" : "";
  return `se cargaron o corrigieron los comprobantes ${named}${others}`;
}
