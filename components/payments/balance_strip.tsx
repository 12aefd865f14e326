import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Balance, StoredVoucher } from "../../domain/payments/voucher.ts";
import { isStanding, STATE_NAMES } from "../../domain/payments/voucher_state.ts";
import { Icon } from "../parts/icon.tsx";

type Props = { voucher: StoredVoucher; balance: Balance };

/**
 * The cuadre: whether the paid amount equals what was applied, as an equation in words and figures.
 */
export function BalanceStrip({ voucher, balance }: Props) {
  if (!isStanding(voucher)) {
    return (
      <div class="balance balance-plain">
        <p class="balance-verdict">
          <Icon name="stop" /> {STATE_NAMES[voucher.state]}
        </p>
        <p>{whyNotCounted(voucher)} No cuenta en ninguna suma.</p>
      </div>
    );
  }
  if (balance.kind === "withoutInvoices") {
    return (
      <div class="balance balance-plain">
        <p class="balance-verdict">
          <Icon name="circle" /> Sin facturas
        </p>
        <p>
          Así llegan los pagos de giro directo. Valor Pago:{" "}
          <strong>{formatMoney(voucher.paidAmount)}</strong>
        </p>
      </div>
    );
  }
  const isBalanced = balance.kind === "balanced";
  return (
    <div class={isBalanced ? "balance balance-ok" : "balance balance-warn"}>
      <p class="balance-verdict">
        <Icon name={isBalanced ? "done" : "alert"} />
        {isBalanced ? "Cuadra" : `Diferencia ${formatMoney(balance.difference)}`}
      </p>
      <dl class="equation">
        <Term name="Valor Pago" amount={voucher.paidAmount} sign="" />
        <Term
          name="Suma de Valor Pagado"
          amount={voucher.settledAmount}
          sign={isBalanced ? "=" : "≠"}
        />
        <Term name="Pendiente por aplicar" amount={voucher.unappliedAmount ?? 0} sign="+" />
        <Term name="Pendiente anticipo" amount={voucher.unappliedAdvanceAmount ?? 0} sign="+" />
      </dl>
    </div>
  );
}

function whyNotCounted({ state, paidOn, returnedOn, returnReason }: StoredVoucher): string {
  if (state === "scheduled") return `Está programado para el ${formatDate(paidOn)}.`;
  if (state !== "returned" || !returnedOn) return "Este comprobante se anuló.";
  return `El banco devolvió el dinero el ${formatDate(returnedOn)}: ${returnReason}.`;
}

function Term({ name, amount, sign }: { name: string; amount: number; sign: string }) {
  return (
    <div class="term">
      {sign && <span class="term-sign" aria-hidden="true">{sign}</span>}
      <dt>{name}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
}
