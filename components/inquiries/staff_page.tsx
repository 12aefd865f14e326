import { dateInBogota, formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { INQUIRY_KIND_WORDS } from "../../domain/inquiries/inquiry.ts";
import { isPending, MAX_MESSAGE_TEXT } from "../../domain/thread.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { Icon } from "../parts/icon.tsx";
import { ThreadStateBadge } from "../parts/thread.tsx";
import { InquiryProposal } from "./proposal.tsx";
import { InquiryMessages } from "./thread.tsx";
import { inquiryHref } from "../payments/links.ts";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";

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
      <p class="crumb">
        <a href="/funcionario/consultas">
          <Icon name="back" /> Consultas
        </a>
      </p>
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
        {voucher?.isAnnulled && ", anulado"}
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

function Fact({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function AnswerForm({ thread, typed, errors, hadFiles, csrfToken }: Props) {
  const { inquiry, proposal } = thread;
  const isProposed = proposal?.state === "proposed";
  return (
    <section class="block" aria-labelledby="responder">
      <h2 id="responder">{isProposed ? "Decidir" : "Responder"}</h2>
      <form
        class="card stack inquiry-form"
        method="post"
        action={inquiryHref(inquiry.folio, "staff")}
        enctype="multipart/form-data"
        novalidate
      >
        <CsrfField token={csrfToken} />
        <input type="hidden" name="envio" value={typed.envio} />
        <TextAreaField
          name="texto"
          label={isProposed ? "Motivo o mensaje" : "Respuesta"}
          hint={isProposed
            ? "Para devolver la propuesta escriba el motivo. Para aceptarla puede dejarlo en blanco."
            : "El prestador recibe un correo con el radicado, sin este texto."}
          max={MAX_MESSAGE_TEXT}
          value={typed.texto}
          errors={errors}
        />
        <FilesField errors={errors} hadFiles={hadFiles} />
        <div class="actions">
          {isProposed
            ? (
              <>
                <Action value="aceptar" look="">Aceptar propuesta</Action>
                <Action value="devolver" look="button-bad">Devolver propuesta</Action>
              </>
            )
            : <Action value="responder" look="">Responder</Action>}
          {inquiry.state === "open" && (
            <Action value="tramite" look="button-second">Marcar en trámite</Action>
          )}
          {inquiry.state === "inProgress" && (
            <Action value="mensaje" look="button-second">Escribir sin responder</Action>
          )}
        </div>
      </form>
    </section>
  );
}

function Action({ value, look, children }: { value: string; look: string; children?: unknown }) {
  return (
    <button type="submit" name="accion" value={value} class={`button ${look}`}>{children}</button>
  );
}
