import type { PropsWithChildren } from "hono/jsx";
import type { FieldError } from "../../domain/errors.ts";
import { KIND_NAMES, kindsOf, type LoadSubject } from "../../domain/loads/kind.ts";
import type { ListedLoad } from "../../domain/loads/record.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { errorOf, FieldMessage } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { FileColumns } from "./file_columns.tsx";
import { LoadsTable, type Names } from "./loads_table.tsx";

type Props = {
  subject: LoadSubject;
  waiting: ListedLoad[];
  names: Names;
  loaderId: number;
  errors: FieldError[];
  chosen: LoadChoices;
  /** Names this form: sent twice, it is one load. */
  sending: string;
  csrfToken: string;
};

/** Cargar archivos: the files, and what waits for a second person. */
export function LoadsPage({ waiting, names, loaderId, ...form }: Props) {
  const { subject } = form;
  return (
    <>
      <div class="block-head">
        <h1>Cargar archivos</h1>
        {subject === "payments" && (
          <p class="block-actions">
            <a class="button button-quiet" href="/funcionario/tokens">Tokens para programas</a>
          </p>
        )}
      </div>
      <p class="lead">
        Se publica todo o nada. Otra persona publica lo que usted carga.
      </p>
      <ErrorSummary errors={form.errors} purpose="cargar" />
      <UploadForm {...form} />
      <section class="block" aria-labelledby="por-publicar">
        <h2 id="por-publicar">Por publicar</h2>
        {waiting.length === 0
          ? <EmptyState>Ninguna carga espera publicación.</EmptyState>
          : (
            <div class="table-box">
              <LoadsTable loads={waiting} names={names} loaderId={loaderId} />
            </div>
          )}
      </section>
      <FileColumns subject={subject} />
    </>
  );
}

/** What was chosen for the load beside its files. */
export type LoadChoices = { withoutNotices: boolean; isWholeRegister: boolean };

type FormProps = Pick<Props, "subject" | "errors" | "chosen" | "sending" | "csrfToken">;

/** The code comes before the files, because it is checked before any of them is read. */
function UploadForm({ subject, errors, chosen, sending, csrfToken }: FormProps) {
  const error = errorOf(errors, "archivos");
  return (
    <form
      class="upload-form"
      method="post"
      action="/funcionario/cargas"
      enctype="multipart/form-data"
    >
      <CsrfField token={csrfToken} />
      <input type="hidden" name="envio" value={sending} />
      <FieldMessage name="archivos" error={error} />
      <div class="upload">
        <Icon name="upload" />
        <p>
          <label for="archivos">Arrastre aquí los archivos o escójalos</label>
          <span class="hint" id="archivos-hint">
            CSV o un libro .xlsx con {kindNames(subject)}. Hasta 20 archivos y 200 MB.
          </span>
        </p>
        <input
          type="file"
          id="archivos"
          name="archivos"
          multiple
          required
          accept=".csv,.txt,.xlsx"
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? "archivos-hint archivos-error" : "archivos-hint"}
        />
      </div>
      {subject === "payments"
        ? (
          <Choice name="sinAvisos" label="Sin avisos" isChosen={chosen.withoutNotices}>
            No se envía correo a los prestadores al publicar.
          </Choice>
        )
        : (
          <Choice name="fotoCompleta" label="Foto completa" isChosen={chosen.isWholeRegister}>
            El archivo de Afiliados los trae a todos: quien no esté en él queda retirado. Antes de
            publicar se ve cuántos son.
          </Choice>
        )}
      <button type="submit" class="button">Cargar y revisar</button>
    </form>
  );
}

function kindNames(subject: LoadSubject): string {
  const names = kindsOf(subject).map((kind) => KIND_NAMES[kind]);
  return new Intl.ListFormat("es", { type: "disjunction" }).format(names);
}

type ChoiceProps = PropsWithChildren<{ name: string; label: string; isChosen: boolean }>;

function Choice({ name, label, isChosen, children }: ChoiceProps) {
  return (
    <div class="choice">
      <input type="checkbox" id={name} name={name} value="si" checked={isChosen} />
      <label for={name}>
        {label} <span class="hint">{children}</span>
      </label>
    </div>
  );
}
