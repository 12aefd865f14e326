import type { CivilDate } from "../dates.ts";

/** A token for programs as its owner sees it: never its text; instants in milliseconds. */
export type ListedToken = {
  handle: string;
  name: string;
  createdAt: number;
  expiresOn: CivilDate;
  revokedAt: number | null;
  lastUsedAt: number | null;
};
