import { dateInBogota, formatDate, formatInstant } from "../../domain/dates.ts";
import type { VoucherChange } from "../../domain/payments/difference.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { unboosted } from "../parts/boost.ts";
import { RevisionChanges } from "./field_changes.tsx";
import { Icon } from "../parts/icon.tsx";
import { changesHref, detailHref } from "./links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  correctedAt: number[];
  filter: VoucherFilter;
  documentNumber: string;
  listPage: number;
  nonce: string;
};

/**
 * Says that a voucher was corrected since it first came: an accountant may have downloaded it
 * before. The changes are loaded when the notice is opened, so that showing the voucher costs no
 * more.
 */
export function CorrectionNotice({ correctedAt, filter, documentNumber, listPage, nonce }: Props) {
  const [last] = correctedAt;
  if (last === undefined) return <></>;
  const href = changesHref(filter, documentNumber, listPage);
  const ask = {
    "hx-get": href,
    "hx-trigger": "toggle once",
    "hx-target": "#cambios",
    "hx-swap": "outerHTML",
    "hx-push-url": "false",
    "hx-nonce": nonce,
  };
  return (
    <details class="correction" {...ask}>
      <summary>
        <Icon name="alert" /> Corregido el {formatDate(dateInBogota(last))}
        {correctedAt.length > 1 && ` y ${timesWords(correctedAt.length - 1)} antes`}
      </summary>
      <div id="cambios">
        <a href={href} {...unboosted(nonce)}>Ver qué cambió</a>
      </div>
    </details>
  );
}

function timesWords(count: number): string {
  return count === 1 ? "1 vez" : `${count} veces`;
}

/** What changed at each correction, newest first. */
export function VoucherChanges({ changes }: { changes: VoucherChange[] }) {
  return (
    <div id="cambios">
      {changes.length === 0 && <p>No cambió ningún valor.</p>}
      {changes.map((change) => (
        <div class="correction-step">
          <p class="soft small">{formatInstant(change.at)}</p>
          <RevisionChanges difference={change} />
        </div>
      ))}
    </div>
  );
}

type PageProps = Pick<Props, "filter" | "documentNumber" | "listPage"> & {
  changes: VoucherChange[];
};

/** The same as a page of its own. */
export function VoucherChangesPage({ changes, filter, documentNumber, listPage }: PageProps) {
  return (
    <div class="reading">
      <Crumb href={detailHref(filter, documentNumber, { listPage })}>
        Comprobante {documentNumber}
      </Crumb>
      <h1>Qué cambió</h1>
      <div class="card inset">
        <VoucherChanges changes={changes} />
      </div>
    </div>
  );
}
