import type { LayoutProps } from "../components/layout.tsx";

const MAX_KEPT_CHARACTERS = 16 * 1024 * 1024;
/** How many addresses are remembered that were asked for once, twice over. */
const MAX_ASKED = 4096;

/**
 * A view that was drawn: the content of a page, or a part as it is sent, cut where the code of that
 * session's forms was, and each piece where the nonce of that answer was.
 */
type Kept = {
  view: Pick<LayoutProps, "title" | "module" | "variant" | "scripts">;
  pieces: string[][];
  length: number;
};

/**
 * Views that were drawn and may be sent again; the one that was used longest ago makes room. A view is
 * worth its room where it is asked for again: most addresses never are, and to keep all of them makes
 * the runtime sweep its memory often, for which everybody waits.
 */
export type KeptViews = {
  find(key: string): Kept | undefined;
  /** Whether the view of a key is asked for again, so that it is worth keeping. */
  isAskedAgain(key: string): boolean;
  keep(key: string, kept: Kept): void;
};

export function createKeptViews(max = MAX_KEPT_CHARACTERS): KeptViews {
  const views = new Map<string, Kept>();
  let characters = 0;
  let [asked, askedBefore] = [new Set<string>(), new Set<string>()];

  function drop(key: string): void {
    characters -= views.get(key)?.length ?? 0;
    views.delete(key);
  }

  return {
    find(key) {
      const kept = views.get(key);
      if (kept) {
        views.delete(key);
        views.set(key, kept);
      }
      return kept;
    },
    isAskedAgain(key) {
      if (asked.has(key) || askedBefore.has(key)) return true;
      if (asked.size >= MAX_ASKED) [asked, askedBefore] = [new Set(), asked];
      asked.add(key);
      return false;
    },
    keep(key, kept) {
      drop(key);
      views.set(key, kept);
      characters += kept.length;
      for (const oldest of views.keys()) {
        if (characters <= max) break;
        drop(oldest);
      }
    },
  };
}
