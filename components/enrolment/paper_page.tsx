import type { FieldError } from "../../domain/errors.ts";
import { formatSize } from "../../domain/file.ts";
import { MAX_PAPER_FILES } from "../../domain/enrolment/enrolment.ts";
import type { AskedPaper, EnrolmentDocument } from "../../domain/enrolment/papers.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { EnrolmentFoot, EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT, paperHref } from "./links.ts";

const HINT =
  `PDF, PNG o JPEG; hasta ${MAX_PAPER_FILES} archivos que sumen 10 MB. Puede escoger dos fotos, una ` +
  "de cada lado.";

type Props = {
  asked: AskedPaper;
  sent: EnrolmentDocument[];
  errors: FieldError[];
  /** Whether files came with a form that was refused. */
  hadFiles: boolean;
  folio: string;
  secret: string;
};

/** One paper of one person: what was sent of it, and a box for more. */
export function PaperPage({ asked, sent, errors, hadFiles, folio, secret }: Props) {
  return (
    <EnrolmentFrame
      back={{ href: `${ENROLMENT}/documentos`, name: "Sus documentos" }}
      step={4}
      title={asked.name}
      lead={`De ${asked.of}`}
    >
      <ErrorSummary errors={errors} purpose="enviar el documento" />
      {sent.length > 0 && (
        <>
          <ul class="enrolment-people">
            {sent.map((document) => <Sent document={document} secret={secret} />)}
          </ul>
          <p class="actions">
            <a class="button button-large" href={`${ENROLMENT}/documentos`}>Listo, seguir</a>
          </p>
        </>
      )}
      {sent.length < MAX_PAPER_FILES && (
        <form
          class="card stack narrow"
          method="post"
          action={paperHref(asked)}
          enctype="multipart/form-data"
          novalidate
        >
          <SecretField secret={secret} />
          <FilesField
            errors={errors}
            hadFiles={hadFiles}
            label={sent.length === 0 ? "Foto o archivo" : "Agregar otra foto o archivo"}
            pictureHint={HINT}
          />
          <button
            type="submit"
            class={`button button-large ${sent.length > 0 ? "button-second" : ""}`}
          >
            Enviar
          </button>
        </form>
      )}
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}

function Sent({ document, secret }: { document: EnrolmentDocument; secret: string }) {
  const { fileId, name, size } = document;
  return (
    <li class="card">
      <p>
        <strong>{name}</strong>
        <span class="soft">{formatSize(size)}</span>
      </p>
      <form method="post" action={`${ENROLMENT}/documentos/quitar`}>
        <SecretField secret={secret} />
        <input type="hidden" name="archivo" value={fileId} />
        <button type="submit" class="button button-bad">
          Quitar<span class="visually-hidden">{` ${name}`}</span>
        </button>
      </form>
    </li>
  );
}
