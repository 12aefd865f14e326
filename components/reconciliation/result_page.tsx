import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney, sumCents } from "../../domain/money.ts";
import { GROUP_WORDS } from "../../domain/reconciliation/groups.ts";
import { keptUntilSentence } from "../../domain/reconciliation/kept_list.ts";
import {
  type Reconciliation,
  totalsSentence,
  UNLISTED_WORDS,
} from "../../domain/reconciliation/report.ts";
import { countBare } from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { TotalCell } from "../payments/money_cell.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { type Choices, ChoicesForm, choicesQuery, RESULT_ID } from "./choices.tsx";
import { GroupSection, UnlistedSection } from "./groups.tsx";

type Props = Choices & {
  result: Reconciliation;
  canDownload: boolean;
  /** Whether an acta may be prepared, with the day that was typed and what is wrong with it. */
  acta?: ActaForm | undefined;
};
type ActaForm = { cutoff: string; errors: FieldError[]; csrfToken: string };

/** The cruce: counts and sums of each group, each opening to its rows. */
export function ResultPage({ result, canDownload, acta, ...choices }: Props) {
  const { invoices, sums, unlisted } = result;
  return (
    <>
      <h1>Cruce de cartera</h1>
      <ErrorSummary errors={acta?.errors ?? []} purpose="preparar el acta" />
      <div class="card search-form cruce-choices">
        <ChoicesForm {...choices}>
          <button type="submit" class="button button-second">Cruzar de nuevo</button>
        </ChoicesForm>
        <Further {...choices} canDownload={canDownload} acta={acta} />
      </div>
      <section class="block">
        <h2 id={RESULT_ID} tabindex={-1} aria-describedby="totales">
          {`${formatCount(invoices.length)} ${
            invoices.length === 1 ? "fila" : "filas"
          } de su lista`}
        </h2>
        <p id="totales">{totalsSentence(result)}</p>
        <p class="soft">
          Cada grupo se abre con sus filas, y cada comprobante en otra pestaña, para que no pierda
          el cruce.
        </p>
        <BareNumbers result={result} />
        <GroupSums result={result} />
      </section>
      {sums.filter(({ count }) => count > 0).map((sum) => (
        <GroupSection
          canDownload={canDownload}
          sum={sum}
          invoices={invoices.filter(({ group }) => group === sum.group)}
        />
      ))}
      {unlisted.count > 0 && <UnlistedSection unlisted={unlisted} canDownload={canDownload} />}
      <p class="soft">{keptUntilSentence(choices.createdAt)}</p>
      <p>
        <a href="/cruce">Empezar con otra lista</a>
      </p>
    </>
  );
}

/** What is done with the result: taken away, or made an acta. */
function Further(
  { canDownload, acta, ...choices }: Choices & Pick<Props, "canDownload" | "acta">,
) {
  if (!canDownload && !acta) return <></>;
  const query = choicesQuery(choices);
  return (
    <div class="cruce-further">
      {canDownload && (
        <a class="button" href={`${choices.address}/cruce.xlsx?${query}`}>
          <Icon name="download" /> Descargar el cruce
        </a>
      )}
      {acta && <ActaFields {...acta} action={`${choices.address}?${query}`} />}
    </div>
  );
}

/** Prepares an acta de conciliación of what this list and the payments do not agree on. */
function ActaFields({ action, cutoff, errors, csrfToken }: ActaForm & { action: string }) {
  return (
    <form method="post" action={action} novalidate>
      <CsrfField token={csrfToken} />
      <fieldset class="acta-fields">
        <legend>Acta de conciliación</legend>
        <Field
          name="corte"
          label="Fecha de corte"
          hint="Cuentan los pagos hasta ese día, por ejemplo 31/03/2026."
          value={cutoff}
          errors={errors}
          inputmode="numeric"
          maxlength={20}
        />
        <button type="submit" class="button button-second">Preparar el acta</button>
      </fieldset>
    </form>
  );
}

/** Numbers without a prefix find nothing where the invoices have one. */
function BareNumbers({ result: { invoices } }: Pick<Props, "result">) {
  const count = countBare(invoices.filter(({ group }) => group === "notFound"));
  if (count === 0) return <></>;
  const what = count === 1
    ? "1 número no encontrado no trae letras."
    : `${formatCount(count)} números no encontrados no traen letras.`;
  return (
    <p class="notice-line">
      {what} Si sus facturas tienen prefijo, escríbalo arriba y cruce de nuevo.
    </p>
  );
}

function paymentCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "pago" : "pagos"}`;
}

function GroupSums({ result: { sums, unlisted } }: Pick<Props, "result">) {
  const { days } = unlisted;
  return (
    <div class="table-box">
      <table class="money-table group-sums" aria-label="Totales por grupo">
        <thead>
          <tr>
            <th scope="col" class="text">Grupo</th>
            <th scope="col" class="money">Filas</th>
            <th scope="col" class="money">Su valor</th>
            <th scope="col" class="money">Valor Pagado</th>
            <th scope="col" class="money">Falta</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ group, count, listed, paid, open }) => (
            <tr>
              <td class="text">
                {count > 0
                  ? <a href={`#${group}`}>{GROUP_WORDS[group].name}</a>
                  : GROUP_WORDS[group].name}
                <span class="totals-note">{GROUP_WORDS[group].about}</span>
              </td>
              <td class="money" data-label="Filas">{formatCount(count)}</td>
              <td class="money" data-label="Su valor">{formatMoney(listed)}</td>
              <td class="money" data-label="Valor Pagado">{formatMoney(paid)}</td>
              <td class="money" data-label="Falta">{formatMoney(open)}</td>
            </tr>
          ))}
          <tr class="totals">
            <td class="text">Toda su lista</td>
            <td class="money" data-label="Filas">
              {formatCount(sumCents(sums.map(({ count }) => count)))}
            </td>
            <TotalCell header="Su valor" amount={sumCents(sums.map(({ listed }) => listed))} />
            <TotalCell header="Valor Pagado" amount={sumCents(sums.map(({ paid }) => paid))} />
            <TotalCell header="Falta" amount={sumCents(sums.map(({ open }) => open))} />
          </tr>
          <tr>
            <td class="text">
              {unlisted.count > 0
                ? <a href="#unlisted">{UNLISTED_WORDS.name}</a>
                : UNLISTED_WORDS.name}
              <span class="totals-note">
                {days
                  ? `Pagos del ${formatDate(days.from)} al ${formatDate(days.to)}, ` +
                    "los días del primero y del último pago que encontramos."
                  : "No encontramos ningún pago de su lista."}
              </span>
            </td>
            <td class="money" data-label="Filas">{paymentCount(unlisted.count)}</td>
            <td class="money" data-label="Su valor">–</td>
            <td class="money" data-label="Valor Pagado">{formatMoney(unlisted.paidAmount)}</td>
            <td class="money" data-label="Falta">–</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
