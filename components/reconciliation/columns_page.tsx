import { formatMoney } from "../../domain/money.ts";
import { keptUntilSentence, type ReadSheet } from "../../domain/reconciliation/kept_list.ts";
import {
  columnName,
  type ListedInvoice,
  type PastedRow,
} from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { type Choices, ChoicesForm } from "./choices.tsx";

const SHOWN_ROWS = 5;
const SHEETS = new Intl.ListFormat("es", { type: "conjunction" });

type Props = Choices & {
  invoices: ListedInvoice[];
  /** The sheet of a workbook that was read, and the lists in others, which were not. */
  sheet?: ReadSheet | undefined;
};

/** The second step of a cruce: whether the columns were recognised correctly. */
export function ColumnsPage({ invoices, sheet, ...choices }: Props) {
  const { list, columns } = choices;
  return (
    <>
      <h1>Cruce de cartera</h1>
      <p>
        Leímos {formatCount(list.rows.length)}{" "}
        {list.rows.length === 1 ? "fila" : "filas"}. Revise que las columnas sean estas.
      </p>
      <Source titles={list.titles} sheet={sheet} />
      <div class="card search-form cruce-choices">
        <ChoicesForm {...choices}>
          <button type="submit" class="button">Cruzar</button>
        </ChoicesForm>
      </div>
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
      <p class="soft">{keptUntilSentence(choices.createdAt)}</p>
      <p>
        <a href="/cruce">Empezar con otra lista</a>
      </p>
    </>
  );
}

type SourceProps = { sheet: Props["sheet"]; titles: PastedRow[] };

/** Which sheet was read, what of it is no part of the list, and what else the workbook has. */
function Source({ sheet, titles }: SourceProps) {
  const unread = sheet?.unread ?? [];
  const source = [sheet && `Son de la hoja “${sheet.name}”.`, describeTitles(titles)]
    .filter(Boolean).join(" ");
  return (
    <>
      {source !== "" && <p class="soft">{source}</p>}
      {unread.length > 0 && (
        <p class="notice-line">
          {unread.length === 1
            ? "También trae facturas la hoja "
            : "También traen facturas las hojas "}
          {SHEETS.format(unread)}, que no se cruzan aquí: para cruzarlas juntas, cópielas en una
          sola hoja.
        </p>
      )}
    </>
  );
}

function describeTitles(titles: PastedRow[]): string {
  const [first, last] = [titles[0]?.number, titles.at(-1)?.number];
  if (first === undefined) return "";
  return first === last
    ? `La fila ${first} es un título y no se cruza.`
    : `Las filas ${first} a ${last} son títulos y no se cruzan.`;
}
