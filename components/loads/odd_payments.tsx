import { formatDate } from "../../domain/dates.ts";
import {
  ODD_KINDS,
  ODD_WORDS,
  type OddCount,
  type OddKind,
  type OddLists,
  type OddPayment,
  oddSentence,
  type OddVoucher,
} from "../../domain/loads/odd_payment.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { detailHref } from "../payments/links.ts";
import { Icon } from "../parts/icon.tsx";
import { loadHref } from "./links.ts";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

type Props = { place: ListPlace; found: OddCount[]; lists: OddLists };

/** What looks odd in the payments of a load, by kind, each with both of its vouchers. */
export function OddPayments({ place, found, lists }: Props) {
  if (found.length === 0) return <></>;
  return (
    <>
      <section class="block" aria-labelledby="por-revisar">
        <div class="block-head">
          <h2 id="por-revisar">Pagos por revisar</h2>
          <div class="block-actions">
            <a
              class="button button-second"
              href={`${loadHref(place.id)}/por-revisar.csv`}
              download
            >
              <Icon name="download" /> Descargar pagos por revisar
            </a>
          </div>
        </div>
        <ul class="card link-list">
          {found.map((odd) => (
            <li>
              <a href={`#${odd.kind}`}>{oddSentence(odd)}</a>
            </li>
          ))}
        </ul>
      </section>
      {ODD_KINDS.map((kind) => (
        <PagedSection
          list={kind}
          title={ODD_WORDS[kind].title}
          about={ODD_WORDS[kind].about}
          place={place}
          paged={lists[kind]}
          noun={ODD_WORDS[kind].noun}
          columns={SHAPES[kind].columns}
          row={SHAPES[kind].row}
        />
      ))}
    </>
  );
}

type Shape = Pick<Parameters<typeof PagedSection<OddPayment>>[0], "columns" | "row">;

const PROVIDER = { header: "Prestador" };
const VOUCHER = { header: "Comprobante" };
const money = (header: string) => ({ header, isMoney: true });

const SHAPES: Record<OddKind, Shape> = {
  dosVeces: {
    columns: [PROVIDER, VOUCHER, { header: "Ya la paga" }, money("Valor Factura"), money("De más")],
    row: (one) => [
      provider(one),
      voucher(one.voucher),
      other(one),
      amount(one.invoiceAmount),
      formatMoney(one.amount),
    ],
  },
  deMas: {
    columns: [PROVIDER, VOUCHER, money("Valor Factura"), money("De más")],
    row: (one) => [
      provider(one),
      voucher(one.voucher),
      amount(one.invoiceAmount),
      formatMoney(one.amount),
    ],
  },
  repetidos: {
    columns: [PROVIDER, VOUCHER, { header: "Igual a" }, { header: "Cuenta" }, money("Valor Pago")],
    row: (one) => [
      provider(one),
      voucher(one.voucher),
      other(one),
      account(one.voucher),
      formatMoney(one.amount),
    ],
  },
  fechas: {
    columns: [PROVIDER, VOUCHER, { header: "Fecha de Pago" }, money("Valor Pago")],
    row: (one) => [
      provider(one),
      voucher(one.voucher),
      formatDate(one.voucher.paidOn),
      formatMoney(one.amount),
    ],
  },
  cuentas: {
    columns: [
      PROVIDER,
      VOUCHER,
      { header: "Cuenta nueva" },
      { header: "Último pago" },
      { header: "A la cuenta" },
      money("Valor Pago"),
    ],
    row: (one) => [
      provider(one),
      voucher(one.voucher),
      account(one.voucher),
      other(one),
      one.other ? account(one.other) : "–",
      formatMoney(one.amount),
    ],
  },
};

function provider({ legalName, voucher }: OddPayment) {
  const content = (
    <>
      {legalName}
      <span class="soft small nit-line">NIT {formatNit(voucher.nit)}</span>
    </>
  );
  return { content };
}

function other({ voucher: { nit }, other }: OddPayment) {
  if (!other) return "–";
  return voucher(other, other.nit === nit ? undefined : other.nit);
}

/** A voucher, its provider where that is not shown beside it, and what it pays of the invoice. */
function voucher(one: OddVoucher, nit?: string) {
  const content = (
    <>
      <a href={hrefOf(one)}>{one.documentNumber}</a>
      {nit && <span class="soft small nit-line">NIT {formatNit(nit)}</span>}
      <span class="soft small nit-line">
        {formatDate(one.paidOn)}, {one.waitsIn ? "por publicar" : "publicado"}
      </span>
      {one.invoiceNumber !== null && (
        <span class="soft small nit-line">
          {one.invoiceNumber}: {amount(one.invoicePaid)}
        </span>
      )}
    </>
  );
  return { content };
}

function hrefOf({ nit, documentNumber, paidOn, waitsIn }: OddVoucher): string {
  const of = waitsIn === null ? { nit } : { nit, loadId: waitsIn };
  return detailHref({ from: paidOn, to: paidOn, of }, documentNumber, { listPage: 1 });
}

function account({ bankName, accountNumber }: OddVoucher) {
  const content = (
    <>
      {accountNumber ?? "Sin cuenta"}
      {bankName && bankName !== accountNumber && <span class="soft small nit-line">{bankName}
      </span>}
    </>
  );
  return { content };
}

function amount(cents: number | null): string {
  return cents === null ? "–" : formatMoney(cents);
}
