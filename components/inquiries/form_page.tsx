import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  INQUIRY_KIND_WORDS,
  INQUIRY_KINDS,
  isOverpaymentKind,
} from "../../domain/inquiries/inquiry.ts";
import { MAX_MESSAGE_TEXT } from "../../domain/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import type { InquirySubject } from "../../domain/inquiries/subject.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { Icon } from "../parts/icon.tsx";
import { RadioField } from "../parts/radio_field.tsx";
import { openHref } from "../payments/links.ts";
import { ProposalFields, type TypedRows } from "./proposal_fields.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { Crumb } from "../parts/crumb.tsx";

export type TypedInquiry = TypedRows & {
  tipo: string;
  texto: string;
  envio: string;
  visto: string;
};

type Props = InquirySubject & {
  typed: TypedInquiry;
  errors: FieldError[];
  /** What is odd about the proposed invoices; whoever sends the form again has read it. */
  warnings: string[];
  hadFiles: boolean;
  csrfToken: string;
};

const HINT = "Qué esperaba y qué encontró.";

/** Reportar: what is wrong with a voucher or a line, or what to do with its unapplied money. */
export function InquiryFormPage(props: Props) {
  const { voucher, line, available, typed, errors, warnings } = props;
  const { documentNumber, paidOn } = voucher;
  const canApply = available > 0 && !line;
  const back = openHref({ from: paidOn, to: paidOn }, documentNumber, { listPage: 1 });
  return (
    <div class="reading">
      <Crumb href={back}>Comprobante {documentNumber}</Crumb>
      <h1>Reportar</h1>
      <ErrorSummary errors={errors} purpose="enviar la consulta" />
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <Subject voucher={voucher} line={line} available={available} />
      <form
        class="card stack inquiry-form"
        method="post"
        action="/consultas/nueva"
        enctype="multipart/form-data"
        novalidate
      >
        <CsrfField token={props.csrfToken} />
        <input type="hidden" name="envio" value={typed.envio} />
        <input type="hidden" name="comprobante" value={documentNumber} />
        <input type="hidden" name="visto" value={typed.visto} />
        {line && <input type="hidden" name="linea" value={String(line.lineNumber)} />}
        <KindChoice chosen={typed.tipo} canApply={canApply} errors={errors} />
        {canApply && <ProposalFields typed={typed} available={available} errors={errors} />}
        <TextAreaField
          name="texto"
          label="Cuéntenos"
          hint={canApply ? `${HINT} En una propuesta puede dejarlo en blanco.` : HINT}
          max={MAX_MESSAGE_TEXT}
          value={typed.texto}
          errors={errors}
        />
        <FilesField errors={errors} hadFiles={props.hadFiles} />
        <button type="submit" class="button">
          {warnings.length > 0 ? "Enviar así" : "Enviar consulta"}
        </button>
      </form>
    </div>
  );
}

/** What to look at again; it takes the focus, as errors do. */
function Warnings({ warnings }: { warnings: string[] }) {
  return (
    <section class="notice notice-warn" tabindex={-1} autofocus role="alert">
      <Icon name="alert" />
      <div>
        <h2 class="like-h3">Mire estas facturas antes de enviar</h2>
        <ul class="bullets">{warnings.map((warning) => <li>{warning}</li>)}</ul>
        <p>Si está bien, envíe la propuesta así. No se ha enviado todavía.</p>
      </div>
    </section>
  );
}

function Subject({ voucher, line, available }: Pick<Props, "voucher" | "line" | "available">) {
  return (
    <dl class="card facts">
      <div>
        <dt>Comprobante</dt>
        <dd>
          {voucher.documentNumber} del {formatDate(voucher.paidOn)}, {voucher.paymentMethod}, por
          {" "}
          {formatMoney(voucher.paidAmount)}
        </dd>
      </div>
      {line && (
        <div>
          <dt>Factura</dt>
          <dd>
            {line.documentType} {line.invoiceNumber}, pagada por {formatMoney(line.paidAmount)}
          </dd>
        </div>
      )}
      {!line && available > 0 && (
        <div>
          <dt>Por aplicar</dt>
          <dd>{formatMoney(available)}</dd>
        </div>
      )}
    </dl>
  );
}

type ChoiceProps = { chosen: string; canApply: boolean; errors: FieldError[] };

function KindChoice({ chosen, canApply, errors }: ChoiceProps) {
  const answers = INQUIRY_KINDS.filter(isOverpaymentKind);
  const isAnswer = answers.some((kind) => INQUIRY_KIND_WORDS[kind].key === chosen);
  const reports = INQUIRY_KINDS.filter((kind) =>
    !isOverpaymentKind(kind) && (canApply || kind !== "applyUnapplied")
  );
  const kinds = isAnswer ? answers : reports;
  return (
    <RadioField
      name="tipo"
      label="Qué pasó"
      value={chosen}
      options={kinds.map((kind) => {
        const { key, name, about } = INQUIRY_KIND_WORDS[kind];
        return [key, name, about] as const;
      })}
      errors={errors}
    />
  );
}
