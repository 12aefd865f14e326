import type { Nit } from "../../domain/nit.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { openHref, voucherHref } from "./links.ts";
import { PlainVouchersTable } from "./plain_vouchers_table.tsx";
import type { VoucherList } from "./shown.ts";

/* Vouchers that are in no total stand apart from those that are. */

/** The payments that are announced and not yet made. */
export function ScheduledVouchers(
  { list: { scheduled, filter, page }, today }: { list: VoucherList; today: string },
) {
  return (
    <VouchersApart
      id="programados"
      title="Programados"
      about="Todavía no se han pagado: no están en ningún total."
      vouchers={scheduled.map((voucher) => ({
        ...voucher,
        href: openHref(filter, voucher.documentNumber, { listPage: page }),
        note: voucher.paidOn < today ? "ya pasó: pregunte en Consultas" : undefined,
      }))}
    />
  );
}

/** A provider that the staff looks at, and its vouchers in waiting loads. */
export type LookedProvider = {
  nit: Nit;
  legalName: string;
  waiting: (StoredVoucher & { loadId: string })[];
};

/** The vouchers that the provider does not see yet. */
export function WaitingVouchers({ provider: { nit, waiting } }: { provider: LookedProvider }) {
  return (
    <VouchersApart
      id="por-publicar"
      title="Por publicar"
      about="El prestador todavía no los ve."
      vouchers={waiting.map((voucher) => ({
        ...voucher,
        href: voucherHref({ nit, loadId: voucher.loadId }, voucher.documentNumber),
      }))}
    />
  );
}

type Props = Parameters<typeof PlainVouchersTable>[0] & {
  /** The id of the heading. */
  id: string;
  title: string;
  about: string;
};

/** A table of some vouchers under a heading; nothing where there are none. */
function VouchersApart({ id, title, about, vouchers }: Props) {
  if (vouchers.length === 0) return <></>;
  return (
    <section class="block" aria-labelledby={id}>
      <div class="block-head">
        <h2 id={id}>{title}</h2>
        <p class="soft">{about}</p>
      </div>
      <PlainVouchersTable vouchers={vouchers} />
    </section>
  );
}
