import type { FieldError } from "../../domain/errors.ts";
import { isOfRecords } from "../../domain/loads/report.ts";
import { asSentence, type LoadRefusal } from "../../domain/loads/outcome.ts";
import { type LoadMails, loadTitle, type StoredLoad } from "../../domain/loads/record.ts";
import { describeUndo, type UndoPreview } from "../../domain/loads/undo.ts";
import { counted } from "../../domain/thousands.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { loadHref } from "./links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = { load: StoredLoad; preview: UndoPreview | LoadRefusal; mails: LoadMails };

/** What undoing a load will change, before anything is asked; or why it cannot be done. */
export function LoadUndoPage({ load, preview, mails }: Props) {
  return (
    <div class="reading">
      <UndoHead load={load} />
      {preview.isDone
        ? <Consequences load={load} preview={preview} mails={mails} />
        : <Refusal refusal={preview} />}
      <p class="actions">
        {preview.isDone && (
          <a class="button button-bad" href={`${loadHref(load.id)}/deshacer/confirmar`}>
            Seguir
          </a>
        )}
        <a class="button button-second" href={loadHref(load.id)}>
          {preview.isDone ? "Dejarla publicada" : "Volver a la carga"}
        </a>
      </p>
    </div>
  );
}

type ConfirmProps = {
  load: StoredLoad;
  typed: { motivo: string; total: string };
  errors: FieldError[];
  csrfToken: string;
};

/** The form for the reason and the control total; this page shows no sum of the load. */
export function ConfirmUndoPage({ load, typed, errors, csrfToken }: ConfirmProps) {
  return (
    <div class="reading">
      <UndoHead load={load} />
      <ErrorSummary errors={errors} purpose="deshacer la carga" />
      <form
        class="card stack narrow"
        method="post"
        action={`${loadHref(load.id)}/deshacer/confirmar`}
        novalidate
      >
        <CsrfField token={csrfToken} />
        <TextAreaField
          name="motivo"
          label="Motivo"
          hint="Quién lo pidió y por qué. Queda en el historial."
          value={typed.motivo}
          errors={errors}
          rows={3}
        />
        {load.report.paidAmount !== 0 && (
          <Field
            name="total"
            label="Total de control"
            hint="La suma de Valor Pago de la carga que usted tiene por aparte, por ejemplo 1.234.567,50."
            value={typed.total}
            errors={errors}
            inputmode="decimal"
            maxlength={40}
          />
        )}
        <div class="actions">
          <button type="submit" class="button button-bad">Deshacer la carga</button>
          <a class="button button-second" href={loadHref(load.id)}>Dejarla publicada</a>
        </div>
      </form>
    </div>
  );
}

function UndoHead({ load }: { load: StoredLoad }) {
  return (
    <>
      <Crumb href={loadHref(load.id)}>{loadTitle(load)}</Crumb>
      <h1>Deshacer la {loadTitle(load)}</h1>
    </>
  );
}

function Refusal({ refusal: { reason, message } }: { refusal: LoadRefusal }) {
  return (
    <Notice kind="warn">
      <p>
        <strong>No se puede deshacer.</strong> {asSentence(message)}
      </p>
      {reason === "touchedLater" && (
        <p>Deshaga primero esa otra carga; la encuentra en el historial.</p>
      )}
      {reason === "ownUndo" && <p>También puede cargar de nuevo los archivos.</p>}
    </Notice>
  );
}

function Consequences(
  { load, preview, mails }: Pick<Props, "load" | "mails"> & { preview: UndoPreview },
) {
  return (
    <div class="card inset">
      <h2 class="like-h3">Qué va a pasar</h2>
      <ul class="bullets">
        {load.undo && <li>{loadTitle(load)} deshizo la Carga {load.undoesNumber}.</li>}
        {load.files.length > 0 && <li>Archivos: {load.files.join(", ")}.</li>}
        {describeUndo(preview.effect).map((line) => <li>{line}</li>)}
        {preview.report.warnings.map(({ message }) => <li>{asSentence(message)}</li>)}
        {preview.effect.affiliates !== undefined && (
          <li>
            A quien cambie de correo se le cierra el acceso, y se avisa al correo que deja de tener.
          </li>
        )}
        {!isOfRecords(load.report) && <li>{toldWords(load, preview.told, mails)}</li>}
        <li>
          Nada se borra: queda como otra carga en el historial, que otra persona puede deshacer.
        </li>
      </ul>
    </div>
  );
}

function toldWords({ undoesLoadId }: StoredLoad, told: number, mails: LoadMails): string {
  const before = mails.postings > 0
    ? ` De la carga se enviaron ${counted(mails.postings, "aviso", "avisos")} a ` +
      `${counted(mails.providers, "prestador", "prestadores")}.`
    : "";
  const hands = told > 0
    ? ` Se avisa a ${counted(told, "correo", "correos")} que su IPS cambia de correo o de ` +
      "representante, y se cierran sus sesiones."
    : "";
  const payments = undoesLoadId
    ? "A los prestadores no se les avisa de estos pagos otra vez."
    : "A los prestadores no se les avisa que estos pagos salen.";
  return `${payments}${before}${hands}`;
}
