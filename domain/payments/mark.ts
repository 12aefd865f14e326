/** What a provider's team noted on a voucher for itself: nobody at the EPS sees it. */
export type VoucherMark = {
  /** Whether the team is done with the voucher. */
  isWorked: boolean;
  note: string;
  markedBy: string;
  /** Milliseconds since 1970. */
  markedAt: number;
};

export const MAX_MARK_NOTE = 1000;

/** Whether the voucher is another one than when it was marked: it was corrected since, or annulled. */
export function isOutdated({ markedAt }: VoucherMark, correctedAt: number[]): boolean {
  return correctedAt.some((at) => at > markedAt);
}
