import { formatCount } from "../../domain/thousands.ts";
import type { ChainCheck } from "../../domain/audit/chain.ts";
import { formatSecond } from "../../domain/dates.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Notice } from "../parts/notice.tsx";
import { AUDIT } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  check: ChainCheck | undefined;
  isRunning: boolean;
  csrfToken: string;
  nonce: string;
};

/** The check of the chain of events: its button, how far it is, and its result. */
export function ChainPage({ check, isRunning, csrfToken, nonce }: Props) {
  const path = `${AUDIT}/cadena`;
  const polling = {
    "hx-get": path,
    "hx-trigger": "every 2s",
    "hx-target": "#cadena",
    "hx-swap": "outerMorph",
    "hx-nonce": nonce,
  };
  return (
    <div class="reading" id="cadena" {...(isRunning ? polling : {})}>
      <Crumb href={AUDIT}>Auditoría</Crumb>
      <h1>Cadena de auditoría</h1>
      <p class="lead">
        Cada hecho lleva la huella del anterior: quien cambie o quite uno rompe la cadena desde ahí.
      </p>
      {check && <Outcome check={check} isRunning={isRunning} />}
      {isRunning
        ? <a href={path}>Actualizar</a>
        : (
          <form class="actions" method="post" action={path}>
            <CsrfField token={csrfToken} />
            <button type="submit" class="button">
              {check === undefined ? "Comprobar ahora" : "Comprobar de nuevo"}
            </button>
          </form>
        )}
    </div>
  );
}

function Outcome({ check, isRunning }: { check: ChainCheck; isRunning: boolean }) {
  const { state, count, total, brokenAt, by, startedAt } = check;
  const facts = `${formatCount(count)} ${count === 1 ? "hecho" : "hechos"}`;
  if (isRunning) {
    return (
      <div class="card progress" role="status">
        <label for="avance">Comprobando la cadena</label>
        <progress id="avance" value={String(count)} max={String(Math.max(1, total))}></progress>
        <span>{formatCount(count)} de {formatCount(total)}</span>
      </div>
    );
  }
  return (
    <Notice kind={state === "whole" ? "ok" : "warn"}>
      <p>
        <strong>
          {state === "whole" && `La cadena está completa: ${facts}.`}
          {state === "broken" && `La cadena se rompe en el hecho número ${brokenAt}.`}
          {state === "running" && "La comprobación se interrumpió antes de terminar."}
        </strong>
      </p>
      {state === "broken" && (
        <p>
          Antes de él hay {facts}{" "}
          en orden. Guarde una copia de la base y avise al responsable de seguridad.
        </p>
      )}
      <p>
        La pidió {by} el {formatSecond(startedAt)}.
      </p>
    </Notice>
  );
}
