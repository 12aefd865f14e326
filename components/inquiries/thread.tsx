import { formatInstant } from "../../domain/dates.ts";
import { formatSize, type StoredFile } from "../../domain/file.ts";
import type { InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { InquiryMessage, InquiryThread } from "../../domain/inquiries/thread.ts";
import { Icon } from "../parts/icon.tsx";
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

/** What both sides wrote and did, in order; the answers of the staff stand out. */
export function InquiryMessages({ thread, side, epsName, canDownload }: Props) {
  const { inquiry, messages } = thread;
  const base = `${inquiryHref(inquiry.folio, side)}/adjuntos`;
  return (
    <section class="block" aria-labelledby="hilo">
      <h2 id="hilo">Mensajes</h2>
      <ol class="thread">
        {messages.map((message) => (
          <li class={`card thread-message ${message.isStaff ? "thread-staff" : ""}`}>
            <MessageHead
              message={message}
              of={message.isStaff ? epsName : inquiry.provider.legalName}
            />
            {message.text !== "" && <p class="written">{message.text}</p>}
            {message.files.length > 0 && (
              <ul class="thread-files">
                {message.files.map((file) => (
                  <FileItem file={file} href={canDownload ? `${base}/${file.id}` : undefined} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function MessageHead({ message, of }: { message: InquiryMessage; of: string }) {
  const { authorName, step, createdAt } = message;
  return (
    <p class="thread-head">
      <strong>{authorName || "Representante legal"}</strong> <span class="soft">de {of}</span>{" "}
      {STEPS[step]} <span class="soft small">{formatInstant(createdAt)}</span>
    </p>
  );
}

function FileItem({ file, href }: { file: StoredFile; href: string | undefined }) {
  return (
    <li>
      <Icon name="paper" />
      {href ? <a href={href} download>{file.name}</a> : <span>{file.name}</span>}{" "}
      <span class="soft small">{formatSize(file.size)}</span>
    </li>
  );
}
