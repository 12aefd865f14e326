import type { SeenAffiliate } from "../../domain/audit/seen_affiliate.ts";
import { formatSecond } from "../../domain/dates.ts";
import { maskNumber } from "../../domain/providers/provider.ts";
import { formatCount } from "../../domain/thousands.ts";
import { unboosted } from "../parts/boost.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";

type Props = { affiliates: SeenAffiliate[]; csv: string; nonce: string };

/** The affiliates whose data one person saw, without their names. */
export function SeenAffiliates({ affiliates, csv, nonce }: Props) {
  const noun = affiliates.length === 1 ? "afiliado" : "afiliados";
  return (
    <section class="block" aria-labelledby="afiliados-vistos">
      <div class="block-head">
        <h2 id="afiliados-vistos">{formatCount(affiliates.length)} {noun}</h2>
        <p class="block-actions">
          <a class="button button-second" href={csv} {...unboosted(nonce)}>
            <Icon name="download" /> Descargar los afiliados
          </a>
        </p>
      </div>
      {affiliates.length === 0
        ? <EmptyState>No vio datos de ningún afiliado entre esos momentos.</EmptyState>
        : <SeenTable affiliates={affiliates} />}
    </section>
  );
}

function SeenTable({ affiliates }: { affiliates: SeenAffiliate[] }) {
  return (
    <div class="table-box list-box">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Afiliado</th>
            <th scope="col">Documento</th>
            <th scope="col">Hechos</th>
            <th scope="col">Primera vez</th>
            <th scope="col">Última vez</th>
          </tr>
        </thead>
        <tbody>
          {affiliates.map(({ id, documentType, documentNumber, count, firstAt, lastAt }) => (
            <tr>
              <td data-label="Afiliado">#{id}</td>
              <td class="nowrap" data-label="Documento">
                {documentType === ""
                  ? "Ya no está"
                  : `${documentType} ${maskNumber(documentNumber)}`}
              </td>
              <td data-label="Hechos">{formatCount(count)}</td>
              <td data-label="Primera vez">{formatSecond(firstAt)}</td>
              <td data-label="Última vez">{formatSecond(lastAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
