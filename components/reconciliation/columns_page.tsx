import { formatMoney } from "../../domain/money.ts";
import { columnName, type ListedInvoice } from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { type Choices, ChoicesForm } from "./choices.tsx";

const SHOWN_ROWS = 5;

type Props = Choices & { invoices: ListedInvoice[] };

/** The second step of a cruce: whether the columns were recognised correctly. */
export function ColumnsPage({ invoices, ...choices }: Props) {
  const { list, columns } = choices;
  return (
    <>
      <h1>Cruce de cartera</h1>
      <p>
        Leímos {formatCount(list.rows.length)}{" "}
        {list.rows.length === 1 ? "fila" : "filas"}. Revise que las columnas sean estas.
      </p>
      <ChoicesForm {...choices}>
        <button type="submit" class="button">Cruzar</button>
      </ChoicesForm>
      <section class="block">
        <h2>Así leímos las primeras filas</h2>
        <div class="table-box">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">Fila</th>
                <th scope="col">Número de factura: {columnName(list, columns.number)}</th>
                <th scope="col" class="money">
                  Valor{columns.amount === undefined ? "" : `: ${columnName(list, columns.amount)}`}
                </th>
              </tr>
            </thead>
            <tbody>
              {invoices.slice(0, SHOWN_ROWS).map(({ row, number, amount, problem }) => (
                <tr>
                  <td data-label="Fila">{row.number}</td>
                  <td data-label="Número de factura">{number || "–"}</td>
                  <td data-label="Valor" class={problem ? "text" : "money"}>
                    {problem ?? (amount === null ? "–" : formatMoney(amount))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <p>
        <a href="/cruce">Empezar con otra lista</a>
      </p>
    </>
  );
}
