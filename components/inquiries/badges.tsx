import type { ProposalState } from "../../domain/inquiries/inquiry.ts";
import { Icon, type IconName } from "../parts/icon.tsx";

const PROPOSALS: Record<ProposalState, { look: string; icon: IconName; word: string }> = {
  proposed: { look: "info", icon: "circle", word: "Propuesta" },
  accepted: { look: "ok", icon: "done", word: "Aceptada" },
  returned: { look: "warn", icon: "back", word: "Devuelta" },
};

/** What became of a proposal. */
export function ProposalBadge({ state }: { state: ProposalState }) {
  const { look, icon, word } = PROPOSALS[state];
  return (
    <span class={`badge badge-${look}`}>
      <Icon name={icon} /> {word}
    </span>
  );
}
