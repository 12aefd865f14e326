import { FILE_COLUMNS } from "./kind.ts";
import { PROVIDER_KEYS } from "./provider.ts";
import {
  type Finding,
  type LoadName,
  type LoadReport,
  recordCounts,
  wholeFinding,
} from "./report.ts";
import { describeUndoneRecords, type UndoneRecords } from "../loaded_record.ts";
import { type Cents, formatMoney } from "../money.ts";
import { counted } from "../thousands.ts";
import type { Nit } from "../nit.ts";
import type { ProviderDetails } from "../providers/provider.ts";

/**
 * What a load wrote of a provider and what was stored before: `wanted` is null where it took the
 * provider off the list, `previous` where the provider was not on it.
 */
export type ProviderChange = {
  nit: Nit;
  wanted: Partial<ProviderDetails> | null;
  previous: ProviderDetails | null;
};

/**
 * A provider as it is now; `isUsed` says that an account, a token or another load needs it, and
 * `writtenSince` what a later load wrote, which may be the same value again.
 */
export type ProviderNow = {
  details: ProviderDetails;
  isListed: boolean;
  isUsed: boolean;
  writtenSince: string[];
};

/** What an undo writes of one provider, and what its report must say. */
export type Restoration = { nit: Nit; wanted: Partial<ProviderDetails> | null };
export type ProviderUndo = { restorations: Restoration[]; warnings: Finding[] };

/** What an undo changes; Valor Pago of vouchers that count, as loaded and as it was before. */
export type UndoEffect = UndoneRecords & {
  /** Whether it takes payments away; the undo of an undo brings them back. */
  isReversal: boolean;
  /** Vouchers that only the load brought. */
  fresh: { count: number; paidAmount: Cents };
  /** Vouchers that it corrected. */
  corrected: { count: number; paidAmount: Cents; before: Cents };
  /**
   * How many providers' payments change, whose data goes back, and who leaves the list or is on it
   * again.
   */
  paidProviders: number;
  restoredProviders: number;
  listedProviders: number;
};

/** What is stored of an undo: what it did, and why. */
export type UndoRecord = UndoEffect & { reason: string };

/** What an undo would do; `told` counts the mails about changed hands that it would send. */
export type UndoPreview = { isDone: true; report: LoadReport; effect: UndoEffect; told: number };

/**
 * What an undo does, one sentence for each kind of change, in the present tense: before it is done
 * and in the history.
 */
export function describeUndo(
  effect: UndoEffect,
): string[] {
  const { isReversal, fresh, corrected, paidProviders, restoredProviders, listedProviders } =
    effect;
  const vouchers = (count: number) => counted(count, "comprobante", "comprobantes");
  const [leaves, returns] = [
    fresh.count === 1 ? "sale" : "salen",
    fresh.count === 1 ? "vuelve" : "vuelven",
  ];
  const moves = isReversal ? `${leaves} de toda consulta y suma` : `${returns} a verse y a sumar`;
  const [from, to] = isReversal
    ? [corrected.paidAmount, corrected.before]
    : [corrected.before, corrected.paidAmount];
  const version = isReversal ? "versión de antes de la carga" : "versión de la carga";
  return [
    fresh.count > 0 && `${vouchers(fresh.count)} por ${formatMoney(fresh.paidAmount)} ${moves}.`,
    corrected.count > 0 &&
    `${vouchers(corrected.count)} ${
        corrected.count === 1 ? "vuelve" : "vuelven"
      } a su ${version}: ` +
      `de ${formatMoney(from)} a ${formatMoney(to)}.`,
    paidProviders > 0 && `Son pagos de ${counted(paidProviders, "prestador", "prestadores")}.`,
    restoredProviders > 0 &&
    `${
      counted(restoredProviders, "prestador vuelve", "prestadores vuelven")
    } a sus datos de antes.`,
    listedProviders > 0 &&
    `${counted(listedProviders, "prestador", "prestadores")} ${
      isReversal
        ? `${listedProviders === 1 ? "sale" : "salen"} de la lista`
        : `${listedProviders === 1 ? "vuelve" : "vuelven"} a la lista`
    }.`,
    ...describeUndoneRecords(effect, isReversal),
  ].filter((line) => line !== false);
}

/** Changed silently, these would send links to an old mailbox, or accept an old cédula. */
const TOLD = ["email", "representativeId"];

/**
 * Undoes what a load wrote of a provider, as far as it is still stored: what somebody changed after
 * it stays. A Correo or a Cédula that goes back is always reported.
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
    ...recordCounts(undone, (counts) => changed(counts.new + counts.changed)),
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

/**
 * A provider that the load brought leaves the list, unless somebody needs it or changed it since.
 */
function unlist(nit: Nit, wanted: Partial<ProviderDetails>, now: ProviderNow): ProviderUndo {
  const isAsLoaded = now.writtenSince.length === 0 &&
    PROVIDER_KEYS.every((key) => now.details[key] === wanted[key]);
  if (isAsLoaded && !now.isUsed) return { restorations: [{ nit, wanted: null }], warnings: [] };
  const message = `el prestador con NIT ${nit} se usa o cambió después y queda registrado`;
  return { restorations: [], warnings: [wholeFinding(message)] };
}

/** The undo of an undo lists again a provider that the first undo took off the list. */
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
