import { endOfMonth, monthName } from "../../domain/dates.ts";
import { formatCount } from "../../domain/thousands.ts";
import { growth, type Statement, type StatementMonth } from "../../domain/statements/statement.ts";
import { Cell, TotalCell } from "../payments/money_cell.tsx";
import { listHref } from "../payments/links.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { YearChips } from "../parts/year_chips.tsx";
import { AgesSection } from "./ages.tsx";
import { PaidChart } from "./chart.tsx";
import { OPEN_INVOICES } from "./open_invoices_page.tsx";

type Props = { statement: Statement; today: string; canDownload: boolean };

/** Estado de cuenta: a year by months beside the year before, and what is open by its age. */
export function StatementPage({ statement, today, canDownload }: Props) {
  const { year, years, months, total, ages } = statement;
  return (
    <>
      <div class="block-head">
        <h1>Estado de cuenta</h1>
        {canDownload && years.length > 0 && (
          <p class="block-actions">
            <a
              class="button button-second"
              href={`/estado-de-cuenta/libro.xlsx?anio=${year}`}
              download
            >
              <Icon name="download" /> Descargar estado de cuenta
            </a>
          </p>
        )}
      </div>
      {years.length === 0 ? <EmptyState>Aún no hay pagos a su IPS.</EmptyState> : (
        <>
          <YearChips years={years} current={year} address="/estado-de-cuenta" />
          <PaidChart months={months} year={year} />
          <MonthsTable months={months} total={total} year={year} />
          <AgesSection ages={ages} today={today} />
          <p>
            Lo que falta de las facturas que se pagaron en parte está en{" "}
            <a href={OPEN_INVOICES}>Facturas con saldo</a>.
          </p>
        </>
      )}
    </>
  );
}

type TableProps = { months: StatementMonth[]; total: StatementMonth; year: number };

function MonthsTable({ months, total, year }: TableProps) {
  const before = `Pagado en ${year - 1}`;
  return (
    <div class="table-box">
      <table class="money-table">
        <caption class="visually-hidden">{`Meses de ${year}`}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">Mes</th>
            <th scope="col" class="money">Comprobantes</th>
            <th scope="col" class="money">Pagado</th>
            <th scope="col" class="money">Retenido</th>
            <th scope="col" class="money">Pendiente por Aplicar</th>
            <th scope="col" class="money">{before}</th>
            <th scope="col" class="money">Cambio</th>
          </tr>
        </thead>
        <tbody>
          <tr class="totals">
            <td class="text" data-label="Mes">
              {months.length < 12 ? "En lo que va" : `Año ${year}`}
            </td>
            <td class="money" data-label="Comprobantes">{formatCount(total.vouchers)}</td>
            <TotalCell header="Pagado" amount={total.paid} />
            <TotalCell header="Retenido" amount={total.withheld} />
            <TotalCell header="Pendiente por Aplicar" amount={total.unapplied} />
            <TotalCell header={before} amount={total.paidYearBefore} />
            <td class="money" data-label="Cambio">{growthText(total)}</td>
          </tr>
          {months.map((month) => <MonthRow month={month} before={before} />)}
        </tbody>
      </table>
    </div>
  );
}

function MonthRow({ month: sums, before }: { month: StatementMonth; before: string }) {
  const { month, vouchers, paid, withheld, unapplied, paidYearBefore } = sums;
  const from = `${month}-01`;
  const range = { from, to: endOfMonth(from) };
  return (
    <tr>
      <td class="text" data-label="Mes">
        {vouchers > 0 ? <a href={listHref(range)}>{monthName(month)}</a> : monthName(month)}
      </td>
      <td class="money" data-label="Comprobantes">{formatCount(vouchers)}</td>
      <Cell header="Pagado" kind="money" value={paid} />
      <Cell header="Retenido" kind="money" value={withheld} />
      <Cell header="Pendiente por Aplicar" kind="money" value={unapplied} />
      <Cell header={before} kind="money" value={paidYearBefore} />
      <td class="money" data-label="Cambio">{growthText(sums)}</td>
    </tr>
  );
}

/** `+12,3 %`, `−4,0 %`; a dash where nothing was paid the year before. */
function growthText(month: StatementMonth): string {
  const percent = growth(month);
  if (percent === undefined) return "–";
  const sign = percent < 0 ? "−" : "+";
  return `${sign}${formatTenths(Math.abs(percent))} %`;
}

function formatTenths(number: number): string {
  const [whole = "", tenth = ""] = number.toFixed(1).split(".");
  return `${formatCount(Number(whole))},${tenth}`;
}
