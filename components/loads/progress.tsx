import { formatCount } from "../../domain/thousands.ts";
import type { LoadFar, StoredLoad } from "../../domain/loads/record.ts";
import { Icon } from "../parts/icon.tsx";
import { loadHref } from "./links.ts";

const STAGES: Record<LoadFar["stage"], string> = {
  reading: "Leyendo los archivos…",
  judging: "Comparando con lo cargado…",
  storing: "Guardando, sin publicar…",
  done: "Terminando…",
};

type Props = { load: StoredLoad; nonce: string };

/**
 * How far a load is; asks again each second, and by a link where scripts are off. Asking again
 * never interrupts what somebody clicked.
 */
export function LoadProgress({ load, nonce }: Props) {
  const { stage, rowsRead, linesStored, linesTotal } = load.progress;
  const href = loadHref(load.id);
  const poll = { "hx-get": href, "hx-trigger": "every 1s", "hx-sync": "drop", "hx-nonce": nonce };
  return (
    <div class="card inset" {...poll}>
      <h2 class="like-h3">Avance de la carga</h2>
      <p class="soft" role="status">{STAGES[stage]}</p>
      <div class="progress-line">
        <span id="leidas">Filas leídas</span>
        {stage === "reading"
          ? <progress aria-labelledby="leidas"></progress>
          : <progress aria-labelledby="leidas" value={1} max={1}></progress>}
        <span>{formatCount(rowsRead)}</span>
      </div>
      <div class="progress-line">
        <span id="guardadas">Guardadas</span>
        <progress aria-labelledby="guardadas" value={linesStored} max={Math.max(1, linesTotal)}>
        </progress>
        <span>{storedWords(load.progress)}</span>
      </div>
      <p>
        <a href={href}>
          <Icon name="next" /> Actualizar
        </a>
      </p>
    </div>
  );
}

function storedWords({ linesStored, linesTotal }: LoadFar): string {
  if (linesTotal === 0) return "–";
  return `${formatCount(linesStored)} de ${formatCount(linesTotal)}`;
}
