import type { CaseThread } from "../../domain/attention/thread.ts";
import type { ThreadStep } from "../../domain/thread.ts";
import { ThreadMessages } from "../threads/thread.tsx";
import { caseHref } from "./case_parts.tsx";

const STEPS: Record<ThreadStep, string> = {
  opened: "envió la solicitud",
  message: "escribió",
  reopened: "abrió la solicitud otra vez",
  closed: "cerró la solicitud",
  inProgress: "la tiene en trámite",
  answered: "respondió",
};

type Props = { thread: CaseThread; side: "own" | "staff"; epsName: string };

/** What both sides wrote and did in a case. */
export function CaseMessages({ thread: { about, messages }, side, epsName }: Props) {
  const base = `${caseHref(about.folio, side)}/adjuntos`;
  return (
    <ThreadMessages
      messages={messages}
      steps={STEPS}
      outsider={about.person?.name ?? "Sin nombre"}
      sides={{ staff: epsName }}
      fileHref={({ id }) => `${base}/${id}`}
    />
  );
}
