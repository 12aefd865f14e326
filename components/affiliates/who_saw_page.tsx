import type { SeenLine } from "../../domain/audit/seen_by.ts";
import { formatInstant } from "../../domain/dates.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { PhoneLink } from "./phone_link.tsx";

type Props = { name: string; lines: SeenLine[]; phone: string };

/** Who saw an affiliate's data, when, and why; what she did herself is left out. */
export function WhoSawPage({ name, lines, phone }: Props) {
  return (
    <div class="reading">
      <Crumb href="/afiliados/mi-afiliacion">Mi afiliación</Crumb>
      <h1>Quién vio mis datos</h1>
      <p class="lead">
        Lo que otras personas hicieron con los datos de {name}{" "}
        en el último año, lo más nuevo primero.
      </p>
      {lines.length === 0
        ? <EmptyState>Nadie más los vio.</EmptyState>
        : (
          <ul class="card session-list">
            {lines.map(({ at, who, what, motive }) => (
              <li>
                <div>
                  <strong>{who}</strong>
                  <p>{what}</p>
                  {motive !== "" && <p class="written">Motivo: {motive}</p>}
                  <p class="soft small">{formatInstant(at)}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      <p>
        ¿Algo no le parece bien? Llame a la línea <PhoneLink phone={phone} />
        {lines.length > 0 && " y pregunte por esa fecha"}.
      </p>
    </div>
  );
}
