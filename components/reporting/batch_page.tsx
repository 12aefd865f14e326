import { formatInstant } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { ReportBatch } from "../../domain/reporting/queue.ts";
import { formatCount } from "../../domain/thousands.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Fact } from "../parts/fact.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { REPORTS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = { batch: ReportBatch; csrfToken: string };

/** A batch that was reported: its file, the same however often it is taken, and its undo. */
export function ReportBatchPage({ batch, csrfToken }: Props) {
  const { number, payments, paidAmount, madeAt, madeByName, mappingVersion, undoneAt } = batch;
  const address = `${REPORTS}/lotes/${number}`;
  return (
    <div class="reading">
      <Crumb href={REPORTS}>Por reportar</Crumb>
      <h1>Lote {number}</h1>
      {undoneAt !== null && (
        <Notice kind="warn">
          <p>
            Lo deshizo {batch.undoneByName} el{" "}
            {formatInstant(undoneAt)}: sus pagos volvieron a la cola.
          </p>
        </Notice>
      )}
      <dl class="card facts">
        <Fact name="Pagos">{formatCount(payments)}</Fact>
        <Fact name="Valor, sin anulaciones">{formatMoney(paidAmount)}</Fact>
        <Fact name="Hecho por">{madeByName}</Fact>
        <Fact name="Hecho el">{formatInstant(madeAt)}</Fact>
        <Fact name="Columnas">
          {mappingVersion === 0 ? "las de muestra" : `versión ${mappingVersion}`}
        </Fact>
      </dl>
      {undoneAt === null && (
        <>
          <p class="actions">
            <a class="button" href={`${address}/archivo.csv`}>
              <Icon name="download" /> Archivo CSV
            </a>
            <a class="button button-second" href={`${address}/archivo.xlsx`}>
              <Icon name="download" /> Archivo de Excel
            </a>
          </p>
          <p class="soft small">Es el mismo archivo cada vez que se descarga.</p>
          {batch.isLast && <UndoForm address={address} csrfToken={csrfToken} />}
        </>
      )}
    </div>
  );
}

function UndoForm({ address, csrfToken }: { address: string; csrfToken: string }) {
  return (
    <section class="block" aria-labelledby="deshacer">
      <h2 id="deshacer">Deshacer el lote</h2>
      <form class="card stack narrow" method="post" action={address}>
        <CsrfField token={csrfToken} />
        <p>
          Si el archivo no se llegó a reportar: sus pagos vuelven a la cola como están hoy, y este
          archivo ya no se descarga.
        </p>
        <button type="submit" name="accion" value="deshacer" class="button button-bad">
          Deshacer el lote
        </button>
      </form>
    </section>
  );
}
