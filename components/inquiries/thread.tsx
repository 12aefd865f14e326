import type { InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import { ThreadMessages } from "../threads/thread.tsx";
import { inquiryHref } from "../payments/links.ts";

const STEPS: Record<InquiryStep, string> = {
  opened: "abrió la consulta",
  message: "escribió",
  reopened: "reabrió la consulta",
  closed: "cerró la consulta",
  inProgress: "la tiene en trámite",
  answered: "respondió",
  accepted: "aceptó la propuesta",
  returned: "devolvió la propuesta",
};

type Props = {
  thread: InquiryThread;
  side: "provider" | "staff";
  epsName: string;
  canDownload: boolean;
};

/** What the provider and the staff wrote and did in an inquiry. */
export function InquiryMessages({ thread, side, epsName, canDownload }: Props) {
  const { inquiry, messages } = thread;
  const base = `${inquiryHref(inquiry.folio, side)}/adjuntos`;
  return (
    <ThreadMessages
      messages={messages}
      steps={STEPS}
      outsider="Representante legal"
      sides={{ outside: inquiry.provider.legalName, staff: epsName }}
      fileHref={canDownload ? ({ id }) => `${base}/${id}` : undefined}
    />
  );
}
