import type { AuditFilter, TypedAudit } from "../../domain/audit/filter.ts";
import { formatSecond } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { LogLine } from "../../domain/audit/log_line.ts";
import { requestCode } from "../../domain/system/trouble.ts";
import { formatNit } from "../../domain/nit.ts";
import { boost, unboosted } from "../parts/boost.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { AuditForm } from "./form.tsx";
import { AUDIT, auditHref, SYSTEM } from "../staff/links.ts";

type Found = {
  filter: AuditFilter;
  lines: LogLine[];
  /** How many there are, in words; counting ends at a limit. */
  count: string;
  /** The addresses of the newer and older page; undefined where there is none. */
  newer: string | undefined;
  older: string | undefined;
};

type Props = {
  typed: TypedAudit;
  errors: FieldError[];
  nonce: string;
  /** Whether whoever looks may open what the portal noted of a request. */
  seesSystem: boolean;
  found?: Found;
};

/** The log of events, newest first. */
export function AuditPage({ typed, errors, nonce, seesSystem, found }: Props) {
  return (
    <div {...boost("auditoria", nonce)}>
      <div class="block-head">
        <h1>Auditoría</h1>
        <p class="block-actions">
          <a class="button button-second" href={`${AUDIT}/vistos`} {...unboosted(nonce)}>
            Qué datos vio alguien
          </a>
          <a class="button button-second" href={`${AUDIT}/cadena`} {...unboosted(nonce)}>
            Comprobar la cadena
          </a>
        </p>
      </div>
      <ErrorSummary errors={errors} purpose="buscar en la auditoría" />
      <AuditForm typed={typed} errors={errors} nonce={nonce} />
      {found && <Events found={found} seesSystem={seesSystem} nonce={nonce} />}
    </div>
  );
}

function Events(
  { found, seesSystem, nonce }: { found: Found; seesSystem: boolean; nonce: string },
) {
  const { filter, lines, count, newer, older } = found;
  return (
    <section class="block" aria-labelledby="hechos">
      <div class="block-head">
        <h2 id="hechos">{count}</h2>
        <p class="block-actions">
          <a
            class="button button-second"
            href={auditHref(filter, {}, `${AUDIT}/hechos.xlsx`)}
            {...unboosted(nonce)}
          >
            <Icon name="download" /> Excel de los hechos
          </a>
          <a
            class="button button-quiet"
            href={auditHref(filter, {}, `${AUDIT}/hechos.csv`)}
            {...unboosted(nonce)}
          >
            CSV
          </a>
        </p>
      </div>
      {lines.length === 0
        ? <EmptyState>Nada así entre esas fechas. Pruebe con menos condiciones.</EmptyState>
        : (
          <div class="table-box list-box">
            <Table lines={lines} seesSystem={seesSystem} />
            <div class="table-foot">
              <p>{period(lines)}</p>
              <nav class="older-newer" aria-label="Páginas de la auditoría">
                {newer !== undefined && (
                  <a href={auditHref(filter, { despues: newer })} rel="prev">
                    <Icon name="back" /> Anterior
                  </a>
                )}
                {older !== undefined && (
                  <a href={auditHref(filter, { antes: older })} rel="next">
                    Siguiente <Icon name="next" />
                  </a>
                )}
              </nav>
            </div>
          </div>
        )}
    </section>
  );
}

function period(lines: LogLine[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  return first && last ? `Del ${formatSecond(last.at)} al ${formatSecond(first.at)}` : "";
}

function Table({ lines, seesSystem }: { lines: LogLine[]; seesSystem: boolean }) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Fecha</th>
          <th scope="col">Persona</th>
          <th scope="col">Qué pasó</th>
          <th scope="col">Prestador</th>
          <th scope="col">Resultado</th>
          <th scope="col">Dirección</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td class="nowrap" data-label="Fecha">{formatSecond(line.at)}</td>
            <td data-label="Persona">{line.person}</td>
            <td data-label="Qué pasó">
              <span>
                {line.what}
                {line.detail && <span class="event-detail">{line.detail}</span>}
              </span>
            </td>
            <td data-label="Prestador">
              <span>
                {line.provider || "–"}
                {line.nit && <span class="event-detail">{formatNit(line.nit)}</span>}
              </span>
            </td>
            <td data-label="Resultado">{line.result}</td>
            <td data-label="Dirección">
              <span>
                {line.source || "–"}
                {seesSystem && isOfRequest(line) && <RequestNumber requestId={line.requestId} />}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the portal did by itself, or a command, has no address. */
function isOfRequest({ source }: LogLine): boolean {
  return /[.:]/.test(source);
}

/** Leads to what the portal noted of the request. */
function RequestNumber({ requestId }: { requestId: string }) {
  const code = requestCode(requestId);
  return (
    <a class="event-detail mono" href={`${SYSTEM}?numero=${code}`}>
      <span class="visually-hidden">Solicitud</span> {code}
    </a>
  );
}
