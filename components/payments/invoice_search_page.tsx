import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { boost } from "../parts/boost.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { ELLIPSIS } from "../signs.ts";
import { FoundSettlements } from "./found_settlements.tsx";
import { lineHref } from "./links.ts";
import { MAX_TYPED_LENGTH } from "../../domain/payments/invoice_number.ts";
import type { InvoiceSettlement, SearchAnswer } from "../../domain/payments/search_answer.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";

type Props = {
  typed: string;
  errors: FieldError[];
  nonce: string;
  found?: SearchAnswer;
};

/** Buscar factura: one box, no dates. */
export function InvoiceSearchPage({ typed, errors, nonce, found }: Props) {
  return (
    <div {...boost("busqueda", nonce)}>
      <h1>Buscar factura</h1>
      <ErrorSummary errors={errors} purpose="buscar" />
      <form class="card search-form" method="get" action="/buscar" novalidate role="search">
        <div class="search-fields">
          <Field
            name="q"
            label="Número de factura o de comprobante, o un valor"
            hint="En cualquier escritura: FEV-001234, fev 1234 o 1234; un pago por su valor, 1.500.000,00."
            value={typed}
            errors={errors}
            maxlength={MAX_TYPED_LENGTH}
            autofocus={typed === ""}
          />
          <button type="submit" class="button busy-button">
            <Icon name="search" />
            <span class="idle-text">Buscar</span>
            <span class="busy-text" aria-hidden="true">Buscando{ELLIPSIS}</span>
          </button>
        </div>
      </form>
      {found && (
        <div hx-boost:inherited="false" hx-nonce={nonce}>
          <Found typed={typed} {...found} />
        </div>
      )}
    </div>
  );
}

type FoundProps = SearchAnswer & { typed: string };

function Found({ typed, vouchers, settlements, byAmount, suggestions }: FoundProps) {
  const [amount] = byAmount.map(({ paidAmount }) => formatMoney(paidAmount));
  const count = vouchers.length + settlements.length + byAmount.length + suggestions.length;
  if (count === 0) return <NothingFound typed={typed} />;
  return (
    <>
      <VouchersFound title={`Comprobante ${typed.trim()}`} vouchers={vouchers} />
      {settlements.length > 0 && (
        <SettlementsFound title={paymentsFound(settlements.length)} settlements={settlements} />
      )}
      <VouchersFound title={`Pagos por ${amount}`} vouchers={byAmount} />
      {suggestions.length > 0 && (
        <SettlementsFound
          title="Quizás busca: el mismo número con otro prefijo"
          settlements={suggestions}
        />
      )}
    </>
  );
}

function paymentsFound(count: number): string {
  return `${count} ${count === 1 ? "pago encontrado" : "pagos encontrados"}`;
}

type VouchersProps = { title: string; vouchers: StoredVoucher[] };

function VouchersFound({ title, vouchers }: VouchersProps) {
  if (vouchers.length === 0) return <></>;
  return (
    <section class="block">
      <h2>{title}</h2>
      <ul class="card link-list">
        {vouchers.map(({ paidOn, documentNumber, paidAmount, paymentMethod }) => (
          <li>
            <a href={lineHref(paidOn, documentNumber)}>
              {formatDate(paidOn)} · {documentNumber} · {formatMoney(paidAmount)} · {paymentMethod}
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type SettlementsProps = { title: string; settlements: InvoiceSettlement[] };

function SettlementsFound({ title, settlements }: SettlementsProps) {
  return (
    <section class="block">
      <div role="status">
        <h2>{title}</h2>
      </div>
      <FoundSettlements settlements={settlements} />
    </section>
  );
}

function NothingFound({ typed }: { typed: string }) {
  return (
    <div class="empty card" role="status">
      <div class="weave-small"></div>
      <p>No encontramos “{typed.trim()}” entre sus facturas ni entre sus comprobantes.</p>
      <p>
        Revise el número con su prefijo, o <a href="/pagos">mire los pagos por fecha</a>.
      </p>
    </div>
  );
}
