import { formatCount } from "../domain/thousands.ts";
import type { Child } from "hono/jsx";
import { addYears, formatDate, formatMonth, startOfMonth } from "../domain/dates.ts";
import { formatMoney } from "../domain/money.ts";
import type { PortalFigures } from "../domain/portal.ts";
import { balanceOf } from "../domain/payments/voucher.ts";
import { widestRange } from "../domain/payments/voucher_filter.ts";
import { PasskeyOffer } from "./accounts/passkey_offer.tsx";
import { Badge } from "./parts/badge.tsx";
import { Icon } from "./parts/icon.tsx";
import { listHref, openHref } from "./payments/links.ts";
import { ModuleList } from "./modules/module_list.tsx";
import type { Module } from "./modules/module.ts";

type Props = {
  providerName: string;
  modules: Module[];
  figures: PortalFigures;
  today: string;
  csrfToken: string;
};

/** Módulos Portal, with the latest figures of the provider's payments. */
export function PortalPage({ providerName, modules, figures, today, csrfToken }: Props) {
  return (
    <div class="portal">
      <nav aria-labelledby="modulos">
        <h1 id="modulos" class="like-h2">Módulos Portal</h1>
        <ModuleList
          modules={modules}
          notes={{ Consultas: <Answered count={figures.answeredInquiries} /> }}
        />
      </nav>
      <section aria-labelledby="ultimo">
        {figures.offersPasskey && <PasskeyOffer csrfToken={csrfToken} />}
        <h2 id="ultimo">Lo último de {providerName}</h2>
        <div class="figures">
          <LastPayment figures={figures} />
          <Figure title={`Pagado en ${formatMonth(today)}`} amount={figures.month.paidAmount}>
            {figures.month.count > 0
              ? (
                <a href={listHref({ from: startOfMonth(today), to: today })}>
                  {countVouchers(figures.month.count)}
                </a>
              )
              : countVouchers(0)}
          </Figure>
          <Unapplied {...figures.unapplied} />
        </div>
        {figures.differences.length > 0 && <ToReview figures={figures} today={today} />}
      </section>
    </div>
  );
}

function Answered({ count }: { count: number }) {
  if (count === 0) return <></>;
  return (
    <span class="module-news">
      <Badge kind="ok">{count === 1 ? "1 respondida" : `${count} respondidas`}</Badge>
    </span>
  );
}

function LastPayment({ figures: { last } }: { figures: PortalFigures }) {
  if (!last) return <Figure title="Último pago" amount={0}>Aún no hay pagos</Figure>;
  return (
    <Figure title={`Último pago · ${formatDate(last.paidOn)}`} amount={last.paidAmount}>
      <a
        href={openHref({ from: last.paidOn, to: last.paidOn }, last.documentNumber, {
          listPage: 1,
        })}
      >
        Comprobante {last.documentNumber}
      </a>
    </Figure>
  );
}

/** The money without an invoice, and the way to the vouchers that have it. */
function Unapplied({ count, amount, from, to }: PortalFigures["unapplied"]) {
  return (
    <Figure title="Pendiente por aplicar" amount={amount}>
      {from && to
        ? (
          <>
            <Badge kind="warn">Por aplicar</Badge>{" "}
            <a href={listHref({ ...widestRange(from, to), only: "unapplied" })}>
              {countVouchers(count)}
            </a>
          </>
        )
        : "Todo está aplicado a facturas"}
    </Figure>
  );
}

function Figure({ title, amount, children }: { title: string; amount: number; children?: Child }) {
  return (
    <div class="card figure">
      <p class="soft">{title}</p>
      <p class="figure-amount">{formatMoney(amount)}</p>
      <p class="figure-note">{children}</p>
    </div>
  );
}

type ToReviewProps = { figures: PortalFigures; today: string };

function ToReview({ figures: { differences }, today }: ToReviewProps) {
  const lastYear = { from: addYears(today, -1), to: today, only: "difference" } as const;
  return (
    <div class="card review">
      <h3>Para revisar</h3>
      <ul>
        {differences.map((voucher) => {
          const balance = balanceOf(voucher);
          const difference = balance.kind === "difference" ? balance.difference : 0;
          const range = { from: voucher.paidOn, to: voucher.paidOn };
          return (
            <li>
              <a href={openHref(range, voucher.documentNumber, { listPage: 1 })}>
                Diferencia de {formatMoney(difference)}
              </a>
              <span class="soft">
                Comprobante {voucher.documentNumber} del {formatDate(voucher.paidOn)}
              </span>
              <Icon name="next" />
            </li>
          );
        })}
      </ul>
      <p>
        <a href={listHref(lastYear)}>Ver todas las diferencias de los últimos doce meses</a>
      </p>
    </div>
  );
}

function countVouchers(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "comprobante" : "comprobantes"}`;
}
