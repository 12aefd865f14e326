import type { CivilDate } from "../dates.ts";
import type { TokenScope } from "./scope.ts";

/** A token for programs as its owner sees it: never its text; instants in milliseconds. */
export type ListedToken = {
  handle: string;
  name: string;
  scopes: TokenScope[];
  /** Who made it; null where the EPS did, by a command. */
  maker: { name: string | null } | null;
  createdAt: number;
  /** Its last day; null, and only of a command, where it has none. */
  expiresOn: CivilDate | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
  /** From where it was used last. */
  lastUsedPlace: string;
};

export function isLiving(
  { revokedAt, expiresOn }: Pick<ListedToken, "revokedAt" | "expiresOn">,
  today: CivilDate,
): boolean {
  return revokedAt === null && (expiresOn === null || expiresOn >= today);
}

/** Who made a token, as its page says it; a representative has no name of her own. */
export function makerOf({ maker }: Pick<ListedToken, "maker">): string {
  if (maker === null) return "la EPS";
  return maker.name ?? "el representante legal";
}
