import type { LoadOutcome } from "../../domain/loads/outcome.ts";
import { loadTitle, type StoredLoad } from "../../domain/loads/record.ts";
import { asSentence } from "../../domain/loads/outcome.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { loadHref } from "./links.ts";
import { counted } from "./loads_table.tsx";

type Props = { load: StoredLoad; preview: LoadOutcome; csrfToken: string };

/** What undoing a load will change, before it is done; or why it cannot be done. */
export function LoadUndoPage({ load, preview, csrfToken }: Props) {
  return (
    <div class="reading">
      <p class="crumb">
        <a href={loadHref(load.id)}>
          <Icon name="back" /> {loadTitle(load)}
        </a>
      </p>
      <h1>Deshacer la carga</h1>
      {preview.isDone ? <Consequences load={load} report={preview.report} /> : (
        <Notice kind="warn">
          <p>
            <strong>No se puede deshacer.</strong> {asSentence(preview.message)}
          </p>
          {preview.reason === "touchedLater" && (
            <p>Deshaga primero esa otra carga; la encuentra en el historial.</p>
          )}
        </Notice>
      )}
      <form class="actions" method="post" action={`${loadHref(load.id)}/deshacer`}>
        <CsrfField token={csrfToken} />
        {preview.isDone && (
          <button type="submit" class="button button-bad">Deshacer la carga</button>
        )}
        <a class="button button-second" href={loadHref(load.id)}>
          {preview.isDone ? "Dejarla publicada" : "Volver a la carga"}
        </a>
      </form>
    </div>
  );
}

type ConsequencesProps = {
  load: StoredLoad;
  report: Extract<LoadOutcome, { isDone: true }>["report"];
};

function Consequences({ load, report }: ConsequencesProps) {
  return (
    <div class="card load-card">
      <h2 class="like-h3">Qué va a pasar</h2>
      <ul class="bullets">
        {consequencesOf(load, report).map((consequence) => <li>{consequence}</li>)}
        {report.warnings.map(({ message }) => <li>{asSentence(message)}</li>)}
        <li>
          Nada se borra: queda como otra carga en el historial, que también se puede deshacer.
        </li>
      </ul>
    </div>
  );
}

function consequencesOf(load: StoredLoad, report: ConsequencesProps["report"]): string[] {
  const { vouchers } = load.report;
  const isUndo = load.undoesLoadId !== null;
  const left = isUndo ? 0 : vouchers.new;
  const back = isUndo ? report.vouchers.changed : vouchers.changed;
  const providers = report.providers.changed;
  return [
    left > 0 &&
    `${counted(left, "comprobante sale", "comprobantes salen")} de toda consulta y suma.`,
    back > 0 &&
    `${counted(back, "comprobante vuelve", "comprobantes vuelven")} a su versión de antes.`,
    providers > 0 &&
    `${counted(providers, "prestador vuelve", "prestadores vuelven")} a sus datos de antes.`,
  ].filter((line) => line !== false);
}
