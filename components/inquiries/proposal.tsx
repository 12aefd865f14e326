import type { Proposal } from "../../domain/inquiries/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import { ProposalBadge } from "./badges.tsx";
import { inquiryHref, proposeAgainHref } from "../payments/links.ts";

type Props = {
  folio: string;
  documentNumber: string;
  proposal: Proposal;
  side: "provider" | "staff";
  canReport: boolean;
};

/** Propuesta de aplicación: its invoices, what they add up to, and its acta once it is accepted. */
export function InquiryProposal({ folio, documentNumber, proposal, side, canReport }: Props) {
  const { state } = proposal;
  return (
    <section class="block" aria-labelledby="propuesta">
      <div class="block-head proposal-head">
        <h2 id="propuesta">Propuesta de aplicación</h2>
        <ProposalBadge state={state} />
        <p class="block-actions">
          {state === "accepted" && (
            <a class="button button-second" href={`${inquiryHref(folio, side)}/acta`}>
              Ver el acta
            </a>
          )}
          {state === "returned" && canReport && (
            <a class="button button-second" href={proposeAgainHref(documentNumber, folio)}>
              Proponer de nuevo
            </a>
          )}
        </p>
      </div>
      <ProposalTable proposal={proposal} />
    </section>
  );
}

/** Invoices with their amounts, and the sum against the money that had no invoice. */
export function ProposalTable({ proposal }: { proposal: Proposal }) {
  const { unappliedAmount, unappliedAdvanceAmount, total, lines } = proposal;
  const left = unappliedAmount + unappliedAdvanceAmount - total;
  return (
    <div class="table-box proposal-box">
      <table class="plain-table proposal-table">
        <thead>
          <tr>
            <th scope="col">Número de Factura</th>
            <th scope="col" class="money">Valor que se aplica</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ invoiceNumber, amount }) => (
            <tr>
              <td data-label="Número de Factura">{invoiceNumber}</td>
              <td data-label="Valor que se aplica" class="money">{formatMoney(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="proposal-sums">
        <Sum name="Valor Pendiente por Aplicar" amount={unappliedAmount} />
        <Sum name="Valor Pendiente por Aplicar Anticipo" amount={unappliedAdvanceAmount} />
        <Sum name={`Suma de ${countInvoices(lines.length)}`} amount={total} isStrong />
        <Sum name="Quedaría sin aplicar" amount={left} />
      </dl>
    </div>
  );
}

function Sum({ name, amount, isStrong }: { name: string; amount: number; isStrong?: boolean }) {
  return (
    <div class={isStrong ? "proposal-total" : undefined}>
      <dt>{name}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
}

function countInvoices(count: number): string {
  return count === 1 ? "1 factura" : `${count} facturas`;
}
