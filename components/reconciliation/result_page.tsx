import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney, sumCents } from "../../domain/money.ts";
import { GROUP_WORDS } from "../../domain/reconciliation/groups.ts";
import { type Reconciliation, UNLISTED_WORDS } from "../../domain/reconciliation/report.ts";
import { countBare } from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { TotalCell } from "../payments/money_cell.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { type Choices, ChoicesForm } from "./choices.tsx";
import { GroupSection, UnlistedSection } from "./groups.tsx";

type Props = Choices & {
  result: Reconciliation;
  canDownload: boolean;
  /** Whether an acta may be prepared, with the day that was typed and what is wrong with it. */
  acta?: { cutoff: string; errors: FieldError[] } | undefined;
};

/** The cruce: counts and sums of each group, each opening to its rows. */
export function ResultPage({ result, canDownload, acta, ...choices }: Props) {
  const { invoices, sums, unlisted } = result;
  return (
    <>
      <h1>Cruce de cartera</h1>
      <ErrorSummary errors={acta?.errors ?? []} purpose="preparar el acta" />
      <ChoicesForm {...choices} further={<Further canDownload={canDownload} acta={acta} />}>
        <button type="submit" class="button button-second">Cruzar de nuevo</button>
      </ChoicesForm>
      <section class="block" role="status">
        <h2>{`${formatCount(invoices.length)} filas de su lista`}</h2>
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
      <p>
        <a href="/cruce">Empezar con otra lista</a>
      </p>
    </>
  );
}

/** What is done with the result: taken away, or made an acta. */
function Further({ canDownload, acta }: Pick<Props, "canDownload" | "acta">) {
  return (
    <div class="cruce-further">
      {canDownload && (
        <button type="submit" class="button" formaction="/cruce/descargar">
          <Icon name="download" /> Descargar el cruce
        </button>
      )}
      {acta && <ActaFields {...acta} />}
    </div>
  );
}

/** Prepares an acta de conciliación of what this list and the payments do not agree on. */
function ActaFields({ cutoff, errors }: { cutoff: string; errors: FieldError[] }) {
  return (
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
      <button type="submit" class="button button-second" formaction="/cruce/acta">
        Preparar el acta
      </button>
    </fieldset>
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
