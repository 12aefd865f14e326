import { formatDate } from "../../domain/dates.ts";
import { INQUIRY_KIND_WORDS, OVERPAYMENT_KINDS } from "../../domain/inquiries/inquiry.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { type ExplainedInvoice, unexplainedOf } from "../../domain/payments/explanation.ts";
import { GLOSSARY } from "../../domain/payments/glossary.ts";
import {
  type Overpayment,
  OVERPAYMENT_WORDS,
  overpaymentOf,
} from "../../domain/payments/overpayment.ts";
import type { LookedAt } from "../../domain/payments/voucher_filter.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { FoundSettlements } from "./found_settlements.tsx";
import { lineHref, reportHref } from "./links.ts";
import { Waterfall } from "./waterfall.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  explained: ExplainedInvoice;
  /** Whether the person's role may report what is wrong. */
  canReport: boolean;
  /** Whose invoice it is, where the staff looks. */
  looked?: Provider | undefined;
};

/** An invoice explained: from its value to its balance, and every line that ever named it. */
export function ExplainedPage({ explained, canReport, looked }: Props) {
  const { asked, steps, absent, lines } = explained;
  const of: LookedAt | undefined = looked && { nit: looked.nit };
  const overpayment = overpaymentOf(lines);
  return (
    <>
      <Crumb href={lineHref(asked.paidOn, asked.voucherNumber, asked.lineNumber, of)}>
        Comprobante {asked.voucherNumber}
      </Crumb>
      <div class="block-head">
        <h1>Factura {asked.invoiceNumber}</h1>
        {canReport && (
          <p class="block-actions">
            <a
              class="button button-quiet"
              href={reportHref(asked.voucherNumber, asked.lineNumber)}
            >
              Reportar
            </a>
          </p>
        )}
      </div>
      {looked && <p class="lead soft">{looked.legalName} · NIT {formatNit(looked.nit)}</p>}
      <p class="lead soft">{sourceText(explained)}</p>
      <Verdict explained={explained} />
      {overpayment && <OverpaidNotice overpayment={overpayment} of={of} canAnswer={canReport} />}
      <Waterfall steps={steps} of={of} />
      {absent.length > 0 && (
        <p class="hint">
          En cero o sin dato: {absent.map((concept) => GLOSSARY[concept].name).join(", ")}.
        </p>
      )}
      <section class="block" aria-labelledby="historia">
        <h2 id="historia">{historyTitle(lines.length)}</h2>
        <FoundSettlements settlements={lines} of={of} />
      </section>
    </>
  );
}

/** Whether the payer's own figures add up, and what is left. */
function Verdict({ explained }: { explained: ExplainedInvoice }) {
  const unexplained = unexplainedOf(explained);
  const isWhole = unexplained.length === 0;
  const balance = explained.steps.at(-1)?.level ?? 0;
  return (
    <div class={`balance ${isWhole ? "balance-ok" : "balance-warn"}`}>
      <p class="balance-verdict">
        <Icon name={isWhole ? "done" : "alert"} />
        {isWhole ? "Cuadra" : `${GLOSSARY.unexplained.name}: ${joined(unexplained)}`}
      </p>
      <p>{isWhole ? "Cada cifra de la EPS lleva a la siguiente." : GLOSSARY.unexplained.about}</p>
      <p>
        {GLOSSARY.balance.name}: <strong>{formatMoney(balance)}</strong>
      </p>
    </div>
  );
}

function joined(amounts: number[]): string {
  return amounts.map(formatMoney).join(" y ");
}

type OverpaidProps = {
  overpayment: Overpayment;
  of?: LookedAt | undefined;
  /** Whether the person may answer for her provider. */
  canAnswer: boolean;
};

/** Says that an invoice was paid more than its value, by which vouchers, and takes an answer. */
function OverpaidNotice({ overpayment, of, canAnswer }: OverpaidProps) {
  const { kind, worth, paid, payments } = overpayment;
  const last = payments.at(-1);
  return (
    <Notice kind="warn">
      <p>
        <strong>{OVERPAYMENT_WORDS[kind]}.</strong> La factura vale {formatMoney(worth)}{" "}
        y se pagaron {formatMoney(paid)}: {formatMoney(paid - worth)} de más.
      </p>
      <ul class="bullets">
        {payments.map((line) => (
          <li>
            <a href={lineHref(line.paidOn, line.voucherNumber, line.lineNumber, of)}>
              Comprobante {line.voucherNumber}
            </a>{" "}
            del {formatDate(line.paidOn)}: {formatMoney(line.paidAmount)}
          </li>
        ))}
      </ul>
      {canAnswer && last && (
        <p class="actions">
          {OVERPAYMENT_KINDS.map((answer) => {
            const { key, name } = INQUIRY_KIND_WORDS[answer];
            const href = reportHref(last.voucherNumber, last.lineNumber, key);
            return <a class="button button-second" href={href}>{name}</a>;
          })}
        </p>
      )}
    </Notice>
  );
}

/** Whose figures these are. */
function sourceText({ asked, stated }: ExplainedInvoice): string {
  const voucher = `comprobante ${stated.voucherNumber} del ${formatDate(stated.paidOn)}`;
  const text = `${asked.documentType}. Descuentos según el ${voucher}`;
  return stated === asked ? `${text}.` : `${text}, que los trae.`;
}

function historyTitle(count: number): string {
  return count === 1
    ? "El único pago de esta factura"
    : `Los ${formatCount(count)} pagos de esta factura`;
}
