import { addYears, type CivilDate } from "../../domain/dates.ts";
import { formatMoney, sumCents } from "../../domain/money.ts";
import { formatCount } from "../../domain/thousands.ts";
import { MAX_RANGE_YEARS } from "../../domain/payments/voucher_filter.ts";
import { ageName, daysOfAge, type UnappliedAge } from "../../domain/statements/statement.ts";
import { listHref } from "../payments/links.ts";

type Props = { ages: UnappliedAge[]; today: CivilDate };

/** The money without an invoice, by the days since it was paid. */
export function AgesSection({ ages, today }: Props) {
  const vouchers = sumCents(ages.map((age) => age.vouchers));
  return (
    <section class="block" aria-labelledby="antiguedad">
      <h2 id="antiguedad">Pendiente por aplicar, por antigüedad</h2>
      <div class="table-box">
        <table class="money-table" aria-labelledby="antiguedad">
          <thead>
            <tr>
              <th scope="col" class="text">Desde el pago</th>
              <th scope="col" class="money">Comprobantes</th>
              <th scope="col" class="money">Pendiente por Aplicar</th>
            </tr>
          </thead>
          <tbody>
            <tr class="totals">
              <td class="text" data-label="Desde el pago">Todo, hoy</td>
              <td class="money" data-label="Comprobantes">{formatCount(vouchers)}</td>
              <td class="money" data-label="Pendiente por Aplicar">
                {formatMoney(sumCents(ages.map(({ amount }) => amount)))}
              </td>
            </tr>
            {ages.map((age) => (
              <tr>
                <td class="text" data-label="Desde el pago">
                  {age.vouchers > 0
                    ? <a href={hrefOf(age, today)}>{ageName(age)}</a>
                    : ageName(age)}
                </td>
                <td class="money" data-label="Comprobantes">{formatCount(age.vouchers)}</td>
                <td class="money" data-label="Pendiente por Aplicar">{formatMoney(age.amount)}</td>
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
