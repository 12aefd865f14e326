import type { Note } from "../staff/note.ts";
import type { Provider, ProviderDetails } from "./provider.ts";

/**
 * Everything that the staff may know of a provider, besides its team and its contacts. Instants in
 * milliseconds.
 */
export type ProviderRecord = Provider & ProviderDetails & {
  /** Whether it stands in Prestadores, the list of providers. */
  isListed: boolean;
  hasAccount: boolean;
  /** Since when nobody enters for it; null where they may. */
  accessClosedAt: number | null;
  /** Until when the link serves that was sent and not used; null where there is none. */
  activationExpiresAt: number | null;
  openTokens: number;
  notes: Note[];
};
