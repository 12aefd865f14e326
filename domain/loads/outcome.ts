import { bringsPayments, type LoadReport, type LoadStatus, type ReportSummary } from "./report.ts";
import { type Cents, formatMoney } from "../money.ts";
import type { Nit } from "../nit.ts";

/** How an act on a load ended: done, with its current report, or refused with the reason. */
export type LoadOutcome = { isDone: true; report: LoadReport } | LoadRefusal;

export type LoadRefusal = {
  isDone: false;
  reason: RefusalReason;
  /** A phrase for the person who asked, without a capital and a full stop. */
  message: string;
  /** The first of the vouchers that a later load changed; empty for every other reason. */
  vouchers: NamedVoucher[];
};

export type RefusalReason =
  | "notFound"
  | "notWaiting"
  | "samePerson"
  | "noLoader"
  | "controlTotal"
  | "unconfirmed"
  | "conflict"
  | "notPublished"
  | "ownLoad"
  | "ownUndo"
  | "touchedLater"
  | "diskFull";

export type NamedVoucher = { nit: Nit; documentNumber: string };

/** Of the database, or of the temporary files of a load. */
export const DISK_FULL = "no hay espacio en el disco del servidor: no se guardó nada";
export const CONFLICT = "otra carga publicó lo mismo mientras tanto: cargue de nuevo";
export const INTERRUPTED = "la carga se interrumpió antes de terminar: cargue de nuevo";
export const WITHDRAWN = "la carga fue retirada antes de publicarse";

/** A reason as a sentence of its own. */
export function asSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

const SENTENCES: Record<Exclude<RefusalReason, "controlTotal" | "touchedLater">, string> = {
  notFound: "la carga no existe",
  notWaiting: "la carga no espera publicación",
  samePerson: "quien cargó no puede publicar: debe hacerlo otra persona",
  noLoader: "no se sabe quién la cargó: retírela y cargue de nuevo los archivos",
  unconfirmed: "hay pagos por revisar que nadie ha confirmado",
  conflict: CONFLICT,
  ownLoad: "usted cargó esos archivos: debe hacerlo otra persona",
  ownUndo: "usted la deshizo: que sus datos se vean de nuevo lo decide otra persona",
  notPublished: "la carga no está publicada: no hay nada que deshacer",
  diskFull: DISK_FULL,
};

/** A refusal whose sentence is always the same. */
export function refusal(reason: keyof typeof SENTENCES): LoadRefusal {
  return { isDone: false, reason, message: SENTENCES[reason], vouchers: [] };
}

export type Publication = { userId: number; controlTotal: Cents };

/**
 * Four eyes: a waiting load is published by somebody other than who loaded it, who declares the sum
 * of its Valor Pago (security, row U14). Undefined where nothing stands in the way.
 */
export function judgePublication(
  load: { status: LoadStatus; createdBy: number | null; paidAmount: Cents },
  { userId, controlTotal }: Publication,
): LoadRefusal | undefined {
  if (load.status !== "waiting") return refusal("notWaiting");
  return judgePublisher(load, userId) ?? judgeControlTotal(load, controlTotal);
}

/** Whether this person may publish a waiting load; where nobody loaded it, there is no second one. */
export function judgePublisher(
  { createdBy }: { createdBy: number | null },
  userId: number,
): LoadRefusal | undefined {
  if (createdBy === null) return refusal("noLoader");
  return createdBy === userId ? refusal("samePerson") : undefined;
}

/** Publishing and undoing a load need the sum of its Valor Pago, to the centavo. */
export function judgeControlTotal(
  { paidAmount }: { paidAmount: Cents },
  controlTotal: Cents,
): LoadRefusal | undefined {
  if (paidAmount === controlTotal) return undefined;
  const message = `el total de control ${formatMoney(controlTotal)} no es el de la carga`;
  return { isDone: false, reason: "controlTotal", message, vouchers: [] };
}

/**
 * Whether a page asks this person for a load's total: then nothing of the load must show its sum,
 * neither a page nor a download. Nobody is asked who only reads (undefined), nor where no payment
 * is loaded.
 */
export function isAskedForTotal(
  load: { status: LoadStatus; createdBy: number | null; summary: ReportSummary | undefined },
  loaderId: number | undefined,
): boolean {
  if (loaderId === undefined || load.status !== "waiting") return false;
  if (load.summary && !bringsPayments(load.summary)) return false;
  return judgePublisher(load, loaderId) === undefined;
}

/**
 * Four eyes for an undo: whoever loaded the payments can neither undo the load nor undo its undo,
 * and whoever made an undo cannot undo it. `undone` is the load that is undone, `loader` who loaded
 * its payments. Undefined where nothing stands in the way.
 */
export function judgeUndoer(
  userId: number,
  { undone, loader }: { undone: { createdBy: number | null }; loader: number | null },
): LoadRefusal | undefined {
  if (loader === userId) return refusal("ownLoad");
  return undone.createdBy === userId ? refusal("ownUndo") : undefined;
}

/** The same because of records, which `names` says. */
export function recordsTouchedLater(names: string[], count: number): LoadRefusal {
  const more = count > names.length ? ` y ${count - names.length} más` : "";
  const message = `otra carga cambió después estos registros: ${names.join(", ")}${more}`;
  return { isDone: false, reason: "touchedLater", message, vouchers: [] };
}

/**
 * The refusal of an undo because a later load changed vouchers: `count` of them, the first ones
 * named.
 */
export function touchedLater(vouchers: NamedVoucher[], count: number): LoadRefusal {
  const names = vouchers.map(({ nit, documentNumber }) => `${documentNumber} (NIT ${nit})`);
  const more = count > vouchers.length ? ` y ${count - vouchers.length} más` : "";
  const message = `otra carga cambió después estos comprobantes: ${names.join(", ")}${more}`;
  return { isDone: false, reason: "touchedLater", message, vouchers };
}
