import type { ShownHours } from "../../domain/places/opening_words.ts";
import { Badge } from "../parts/badge.tsx";

const BADGES = { open: "ok", closed: "annulled", unsure: "warn" } as const;

/** Whether a place is open now, then its hours. */
export function PlaceHours({ hours: { opening, lines } }: { hours: ShownHours }) {
  return (
    <>
      {opening && (
        <p class="badges">
          <Badge kind={BADGES[opening.state]}>{opening.words}</Badge>
          <span>{opening.detail}</span>
        </p>
      )}
      {lines.map((line) => <p>{line}</p>)}
    </>
  );
}
