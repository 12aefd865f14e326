import { addYears, type CivilDate } from "../../domain/dates.ts";
import { type Cents, formatMoney, sumCents } from "../../domain/money.ts";
import { formatCount } from "../../domain/thousands.ts";
import { MAX_RANGE_YEARS } from "../../domain/payments/voucher_filter.ts";
import { ageName, daysOfAge, type UnappliedAge } from "../../domain/statements/statement.ts";
import { listHref } from "../payments/links.ts";

type Props = { ages: UnappliedAge[]; today: CivilDate };

/** The money without an invoice, by the days since it was paid. */
export function AgesSection({ ages, today }: Props) {
  return (
    <AgeTable
      id="antiguedad"
      title="Pendiente por aplicar, por antigüedad"
      since="Desde el pago"
      counted="Comprobantes"
      amount="Pendiente por Aplicar"
      rows={ages.map((age) => ({
        name: ageName(age),
        count: age.vouchers,
        amount: age.amount,
        ...(age.vouchers > 0 && { href: hrefOf(age, today) }),
      }))}
    />
  );
}

type AgeRow = { name: string; count: number; amount: Cents; href?: string };
type TableProps = {
  id: string;
  title: string;
  /** The headers of its three columns. */
  since: string;
  counted: string;
  amount: string;
  rows: AgeRow[];
};

/** What is open today, by its age, with the sum of all. */
export function AgeTable({ id, title, since, counted, amount, rows }: TableProps) {
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="table-box">
        <table class="money-table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col" class="text">{since}</th>
              <th scope="col" class="money">{counted}</th>
              <th scope="col" class="money">{amount}</th>
            </tr>
          </thead>
          <tbody>
            <tr class="totals">
              <td class="text" data-label={since}>Todo, hoy</td>
              <td class="money" data-label={counted}>
                {formatCount(sumCents(rows.map(({ count }) => count)))}
              </td>
              <td class="money" data-label={amount}>
                {formatMoney(sumCents(rows.map((row) => row.amount)))}
              </td>
            </tr>
            {rows.map((row) => (
              <tr>
                <td class="text" data-label={since}>
                  {row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}
                </td>
                <td class="money" data-label={counted}>{formatCount(row.count)}</td>
                <td class="money" data-label={amount}>{formatMoney(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function hrefOf(age: UnappliedAge, today: CivilDate): string {
  const { from, to } = daysOfAge(age, today);
  return listHref({ from: from ?? addYears(to, -MAX_RANGE_YEARS), to, only: "unapplied" });
}
