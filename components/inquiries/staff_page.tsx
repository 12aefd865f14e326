import { Fact } from "../parts/fact.tsx";
import { isStanding, STATE_NAMES } from "../../domain/payments/voucher_state.ts";
import { dateInBogota, formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { INQUIRY_KIND_WORDS } from "../../domain/inquiries/inquiry.ts";
import { isPending } from "../../domain/thread.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { InquiryProposal } from "./proposal.tsx";
import { InquiryMessages } from "./thread.tsx";
import { inquiryHref } from "../payments/links.ts";
import { type MessageAction, MessageForm } from "../threads/message_form.tsx";
import { Notice } from "../parts/notice.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  thread: InquiryThread;
  epsName: string;
  today: string;
  typed: { texto: string; envio: string };
  errors: FieldError[];
  hadFiles: boolean;
  csrfToken: string;
};

/** One inquiry as the staff sees it: its provider, the voucher as it is today, and the answer. */
export function StaffInquiryPage(props: Props) {
  const { thread, today, errors } = props;
  const { inquiry, proposal } = thread;
  return (
    <div class="reading">
      <Crumb href="/funcionario/consultas">Consultas</Crumb>
      <div class="inquiry-title">
        <h1>{INQUIRY_KIND_WORDS[inquiry.kind].name}</h1>
        <ThreadStateBadge state={inquiry.state} />
        {isPending(inquiry.state) && <DueBadge dueOn={inquiry.dueOn} today={today} />}
      </div>
      <ErrorSummary errors={errors} purpose="responder" />
      <Facts thread={thread} />
      {proposal && (
        <InquiryProposal {...inquiry} proposal={proposal} side="staff" canReport={false} />
      )}
      <InquiryMessages {...props} side="staff" canDownload />
      {inquiry.state === "closed"
        ? (
          <Notice kind="ok">
            <p>El prestador cerró esta consulta. Si la reabre, vuelve a la lista.</p>
          </Notice>
        )
        : <AnswerForm {...props} />}
    </div>
  );
}

function Facts({ thread: { inquiry, voucher } }: Pick<Props, "thread">) {
  const { folio, provider, documentNumber, paidOn, invoiceNumber, createdAt } = inquiry;
  return (
    <dl class="card facts">
      <Fact name="Radicado">
        <strong>{folio}</strong>, del {formatDate(dateInBogota(createdAt))}
      </Fact>
      <Fact name="Prestador">{provider.legalName}, NIT {formatNit(provider.nit)}</Fact>
      <Fact name="Comprobante">
        {documentNumber} del {formatDate(paidOn)}
        {voucher ? `, ${voucher.paymentMethod}` : ", que ya no está entre los pagos"}
        {voucher && !isStanding(voucher) && `, ${STATE_NAMES[voucher.state].toLowerCase()}`}
      </Fact>
      {invoiceNumber && <Fact name="Factura">{invoiceNumber}</Fact>}
      {voucher && (
        <>
          <Fact name="Valor Pago">{formatMoney(voucher.paidAmount)}</Fact>
          <Fact name="Pendiente por aplicar hoy">
            {formatMoney(voucher.unappliedAmount ?? 0)} y anticipo{" "}
            {formatMoney(voucher.unappliedAdvanceAmount ?? 0)}
          </Fact>
        </>
      )}
    </dl>
  );
}

function AnswerForm({ thread, ...form }: Props) {
  const { inquiry, proposal } = thread;
  const isProposed = proposal?.state === "proposed";
  return (
    <MessageForm
      {...form}
      id="responder"
      title={isProposed ? "Decidir" : "Responder"}
      action={inquiryHref(inquiry.folio, "staff")}
      label={isProposed ? "Motivo o mensaje" : "Respuesta"}
      hint={isProposed
        ? "Para devolver la propuesta escriba el motivo. Para aceptarla puede dejarlo en blanco."
        : "El prestador recibe un correo con el radicado, sin este texto."}
      actions={[
        ...isProposed ? DECISIONS : [{ value: "responder", words: "Responder" }],
        inquiry.state === "open" &&
        { value: "tramite", words: "Marcar en trámite", look: "button-second" },
        inquiry.state === "inProgress" &&
        { value: "mensaje", words: "Escribir sin responder", look: "button-second" },
      ]}
    />
  );
}

const DECISIONS: MessageAction[] = [
  { value: "aceptar", words: "Aceptar propuesta" },
  { value: "devolver", words: "Devolver propuesta", look: "button-bad" },
];
