import type { Note } from "../staff/note.ts";
import type { Provider, ProviderDetails } from "./provider.ts";

/**
 * Everything that the staff may know of a provider, besides its team and its contacts. Instants in
 * milliseconds.
 */
export type ProviderRecord = Provider & ProviderDetails & {
  /** Whether a load of Prestadores listed it and no undo has taken it off. */
  isListed: boolean;
  hasAccount: boolean;
  /** Since when nobody can work for it; null where its access is open. */
  accessClosedAt: number | null;
  /** When the link expires that was sent and not used; null where there is none. */
  activationExpiresAt: number | null;
  openTokens: number;
  notes: Note[];
};
