import { REQUEST_STATE_WORDS, type RequestState } from "../../domain/medicines/request.ts";
import { Badge } from "../parts/badge.tsx";

const KINDS = { received: "info", scheduled: "info", delivered: "ok", refused: "bad" } as const;

/** The state of a request in a word. */
export function RequestStateBadge({ state }: { state: RequestState }) {
  return <Badge kind={KINDS[state]}>{REQUEST_STATE_WORDS[state].name}</Badge>;
}
