import { dateInBogota, formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { INQUIRY_KIND_WORDS } from "../../domain/inquiries/inquiry.ts";
import { isPending } from "../../domain/thread.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { PromisedDate } from "../parts/due_badge.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { InquiryProposal } from "./proposal.tsx";
import { InquiryMessages } from "./thread.tsx";
import { inquiryHref, openHref } from "../payments/links.ts";
import { MessageForm } from "../threads/message_form.tsx";
import { Notice } from "../parts/notice.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  thread: InquiryThread;
  epsName: string;
  today: string;
  typed: { texto: string; envio: string };
  errors: FieldError[];
  hadFiles: boolean;
  notice: string | undefined;
  canReport: boolean;
  canDownload: boolean;
  csrfToken: string;
};

/** One inquiry of the provider: what it is about, its thread, and what may be done now. */
export function InquiryPage(props: Props) {
  const { thread, errors, notice, canReport } = props;
  const { inquiry, proposal } = thread;
  return (
    <div class="reading">
      <Crumb href="/consultas">Consultas</Crumb>
      <div class="inquiry-title">
        <h1>{INQUIRY_KIND_WORDS[inquiry.kind].name}</h1>
        <ThreadStateBadge state={inquiry.state} />
      </div>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="enviar el mensaje" />
      <Facts thread={thread} today={props.today} />
      {proposal && (
        <InquiryProposal {...inquiry} proposal={proposal} side="provider" canReport={canReport} />
      )}
      <InquiryMessages {...props} side="provider" />
      {canReport && <WriteForm {...props} />}
    </div>
  );
}

function Facts({ thread: { inquiry, voucher }, today }: Pick<Props, "thread" | "today">) {
  const { folio, documentNumber, paidOn, invoiceNumber, createdAt, dueOn, state } = inquiry;
  const range = { from: paidOn, to: paidOn };
  const name = `${documentNumber} del ${formatDate(paidOn)}`;
  return (
    <dl class="card facts">
      <div>
        <dt>Radicado</dt>
        <dd>
          <strong>{folio}</strong>, del {formatDate(dateInBogota(createdAt))}
        </dd>
      </div>
      <div>
        <dt>Comprobante</dt>
        <dd>
          {voucher ? <a href={openHref(range, documentNumber, { listPage: 1 })}>{name}</a> : name}
        </dd>
      </div>
      {invoiceNumber && (
        <div>
          <dt>Factura</dt>
          <dd>{invoiceNumber}</dd>
        </div>
      )}
      {isPending(state) && (
        <div>
          <dt>Respuesta</dt>
          <dd>
            <PromisedDate dueOn={dueOn} today={today} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function WriteForm({ thread, ...form }: Props) {
  const { folio, state } = thread.inquiry;
  const isClosed = state === "closed";
  return (
    <MessageForm
      {...form}
      id="escribir"
      title={isClosed ? "Reabrir la consulta" : "Escribir"}
      action={inquiryHref(folio)}
      label="Mensaje"
      hint={state === "answered" && "Si escribe, la consulta se abre de nuevo."}
      actions={isClosed ? [{ value: "reabrir", words: "Reabrir" }] : [
        { value: "mensaje", words: "Enviar mensaje" },
        { value: "cerrar", words: "Cerrar consulta", look: "button-second" },
      ]}
    />
  );
}
