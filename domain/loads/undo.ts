import { FILE_COLUMNS } from "./kind.ts";
import { PROVIDER_KEYS } from "./provider.ts";
import { type Finding, type LoadName, type LoadReport, wholeFinding } from "./report.ts";
import type { Nit } from "../nit.ts";
import type { ProviderDetails } from "../providers/provider.ts";

/**
 * What a load wrote of a provider and what stood there before: `wanted` is null where it took the
 * provider off the list, `previous` where the provider was not on it.
 */
export type ProviderChange = {
  nit: Nit;
  wanted: Partial<ProviderDetails> | null;
  previous: ProviderDetails | null;
};

/**
 * A provider as it stands; `isUsed` says that an account, a token or another load needs it, and
 * `writtenSince` what a later load wrote, which may be the same value again.
 */
export type ProviderNow = {
  details: ProviderDetails;
  isListed: boolean;
  isUsed: boolean;
  writtenSince: string[];
};

/** What an undo writes of one provider, and what it must tell. */
export type Restoration = { nit: Nit; wanted: Partial<ProviderDetails> | null };
export type ProviderUndo = { restorations: Restoration[]; warnings: Finding[] };

/** Changed without a word they would send links to a mailbox, or accept a cédula, of yesterday. */
const TOLD = ["email", "representativeId"];

/**
 * Takes back what a load wrote of a provider, as far as it still stands: what somebody changed
 * after it stays. A Correo or a Cédula that goes back is told in any case.
 */
export function undoProvider(change: ProviderChange, now: ProviderNow | undefined): ProviderUndo {
  const { nit, wanted, previous } = change;
  if (wanted === null) return relist(nit, previous, now);
  if (!now?.isListed) return { restorations: [], warnings: [] };
  return previous === null ? unlist(nit, wanted, now) : restore(nit, wanted, previous, now);
}

/** The report of an undo: what the undone load had made new or changed is changed now. */
export function reportUndo(
  undone: LoadReport,
  name: LoadName,
  { vouchers, providers, warnings }: { vouchers: number; providers: number; warnings: Finding[] },
): LoadReport {
  const changed = (count: number) => ({ new: 0, changed: count, unchanged: 0 });
  return {
    ...name,
    status: "published",
    providers: changed(providers),
    vouchers: changed(vouchers),
    settlements: changed(undone.settlements.new + undone.settlements.changed),
    paidAmount: undone.paidAmount,
    errors: [],
    warnings,
  };
}

function restore(
  nit: Nit,
  wanted: Partial<ProviderDetails>,
  previous: ProviderDetails,
  { details, writtenSince }: ProviderNow,
): ProviderUndo {
  const stands = (key: typeof PROVIDER_KEYS[number]) =>
    details[key] === wanted[key] && !writtenSince.includes(key);
  const written = PROVIDER_KEYS.filter((key) =>
    key in wanted && previous[key] !== details[key] && wanted[key] !== previous[key]
  );
  const kept = written.filter((key) => !stands(key));
  const restored = written.filter(stands);
  const warnings = [
    ...kept.map((key) => tell(nit, key, "cambió después y queda como está")),
    ...restored.filter((key) => TOLD.includes(key))
      .map((key) => tell(nit, key, "vuelve a ser el valor de antes de la carga")),
  ];
  if (restored.length === 0) return { restorations: [], warnings };
  const values = Object.fromEntries(restored.map((key) => [key, previous[key]]));
  return { restorations: [{ nit, wanted: values }], warnings };
}

/** A provider that the load brought goes, unless somebody needs it or changed it since. */
function unlist(nit: Nit, wanted: Partial<ProviderDetails>, now: ProviderNow): ProviderUndo {
  const isAsLoaded = now.writtenSince.length === 0 &&
    PROVIDER_KEYS.every((key) => now.details[key] === wanted[key]);
  if (isAsLoaded && !now.isUsed) return { restorations: [{ nit, wanted: null }], warnings: [] };
  const message = `el prestador con NIT ${nit} se usa o cambió después y queda registrado`;
  return { restorations: [], warnings: [wholeFinding(message)] };
}

/** The undo of an undo brings back a provider that the first undo took away. */
function relist(
  nit: Nit,
  previous: ProviderDetails | null,
  now: ProviderNow | undefined,
): ProviderUndo {
  const isGone = previous !== null && !now?.isListed;
  return { restorations: isGone ? [{ nit, wanted: previous }] : [], warnings: [] };
}

function tell(nit: Nit, key: string, what: string): Finding {
  const header = FILE_COLUMNS.providers.find((column) => column.key === key)?.header ?? key;
  return { ...wholeFinding(`${header} del NIT ${nit}: ${what}`), column: header };
}
