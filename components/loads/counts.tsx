import { counted, formatCount } from "../../domain/thousands.ts";
import { FILE_KINDS, KIND_NAMES, kindsOf } from "../../domain/loads/kind.ts";
import {
  bringsPayments,
  type Counts,
  isOfRecords,
  type LoadReport,
} from "../../domain/loads/report.ts";
import { formatMoney } from "../../domain/money.ts";

/** What a load brings: new, changed and unchanged of each kind, and what it pays. */
export function LoadCounts({ report, hidesSum }: { report: LoadReport; hidesSum: boolean }) {
  return (
    <div class="card inset">
      <h2 class="like-h3">Qué trae la carga</h2>
      {report.status !== "refused" && <CountsTable report={report} />}
      {report.affiliates?.retired !== undefined && (
        <p>
          La foto completa retira a{" "}
          <strong>{counted(report.affiliates.retired, "afiliado", "afiliados")}</strong>{" "}
          que no están en ella.
        </p>
      )}
      {bringsPayments(report) && (
        <p class="load-sum">
          <span class="soft small">Suma de Valor Pago en los archivos</span>
          {hidesSum
            ? <span>Se muestra cuando esté publicada: escriba la que usted tiene por aparte.</span>
            : <strong>{formatMoney(report.paidAmount)}</strong>}
        </p>
      )}
    </div>
  );
}

function CountsTable({ report }: { report: LoadReport }) {
  const kinds = isOfRecords(report) ? kindsOf("registers") : FILE_KINDS;
  return (
    <table class="counts-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Qué</span>
          </th>
          <th scope="col">Nuevos</th>
          <th scope="col">Cambian</th>
          <th scope="col">Iguales</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => {
          const counts = report[kind];
          return counts && <CountsRow name={KIND_NAMES[kind]} counts={counts} />;
        })}
      </tbody>
    </table>
  );
}

function CountsRow({ name, counts }: { name: string; counts: Counts }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {[counts.new, counts.changed, counts.unchanged].map((count) => (
        <td class={count === 0 ? "soft" : undefined}>{formatCount(count)}</td>
      ))}
    </tr>
  );
}
