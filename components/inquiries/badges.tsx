import {
  INQUIRY_STATE_WORDS,
  type InquiryState,
  type ProposalState,
} from "../../domain/inquiries/inquiry.ts";
import { Icon, type IconName } from "../parts/icon.tsx";

const STATES: Record<InquiryState, { look: string; icon: IconName }> = {
  open: { look: "info", icon: "circle" },
  inProgress: { look: "info", icon: "arrow" },
  answered: { look: "ok", icon: "done" },
  closed: { look: "annulled", icon: "lock" },
};

const PROPOSALS: Record<ProposalState, { look: string; icon: IconName; word: string }> = {
  proposed: { look: "info", icon: "circle", word: "Propuesta" },
  accepted: { look: "ok", icon: "done", word: "Aceptada" },
  returned: { look: "warn", icon: "back", word: "Devuelta" },
};

/** The state of an inquiry: an icon and a word. */
export function InquiryStateBadge({ state }: { state: InquiryState }) {
  const { look, icon } = STATES[state];
  return (
    <span class={`badge badge-${look}`}>
      <Icon name={icon} /> {INQUIRY_STATE_WORDS[state].name}
    </span>
  );
}

/** What became of a proposal. */
export function ProposalBadge({ state }: { state: ProposalState }) {
  const { look, icon, word } = PROPOSALS[state];
  return (
    <span class={`badge badge-${look}`}>
      <Icon name={icon} /> {word}
    </span>
  );
}
