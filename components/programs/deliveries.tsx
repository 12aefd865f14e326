import { formatInstant } from "../../domain/dates.ts";
import {
  answerWords,
  type Delivery,
  type DeliveryState,
  eventWords,
  stateOfDelivery,
} from "../../domain/programs/delivery.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";

type Props = {
  address: string;
  deliveries: Delivery[];
  total: number;
  page: number;
  /** Whether the webhook is on: only then is something sent once more. */
  isOn: boolean;
  csrfToken: string;
};

const STATES: Record<DeliveryState, { kind: "ok" | "info" | "bad"; name: string }> = {
  sent: { kind: "ok", name: "Recibido" },
  underWay: { kind: "info", name: "Saliendo" },
  waiting: { kind: "info", name: "En espera" },
  givenUp: { kind: "bad", name: "No recibido" },
};

/** What was sent to a webhook in the last 30 days, the newest first. */
export function Deliveries(props: Props) {
  const { address, deliveries, total, page, isOn } = props;
  return (
    <section class="block" aria-labelledby="enviados">
      <h2 id="enviados">Lo que se le avisó en los últimos 30 días</h2>
      {total === 0
        ? (
          <EmptyState>
            {isOn ? "Nada. Envíe una prueba para ver si su programa la entiende." : "Nada."}
          </EmptyState>
        )
        : (
          <div class="table-box list-box">
            <Table {...props} />
            <TableFoot
              shown={deliveries.length}
              total={total}
              noun={["aviso", "avisos"]}
              id="enviados"
              label="Páginas de avisos"
              page={page}
              href={(one) => one === 1 ? address : `${address}?pagina=${one}`}
            />
          </div>
        )}
    </section>
  );
}

function Table({ address, deliveries, isOn, csrfToken }: Props) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Cuándo</th>
          <th scope="col">De qué</th>
          <th scope="col">Estado</th>
          <th scope="col">Respuesta</th>
          <th scope="col">Duración</th>
          <th scope="col">Próximo intento</th>
          <th scope="col">
            <span class="visually-hidden">Intentar otra vez</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row delivery={delivery} address={address} isOn={isOn} csrfToken={csrfToken} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { delivery: Delivery; address: string; isOn: boolean; csrfToken: string };

function Row({ delivery, address, isOn, csrfToken }: RowProps) {
  const { messageId, event, createdAt, attempts, notBefore, durationMs } = delivery;
  const state = stateOfDelivery(delivery);
  const mayRetry = isOn && (state === "waiting" || state === "givenUp");
  return (
    <tr>
      <td class="nowrap" data-label="Cuándo">{formatInstant(createdAt)}</td>
      <td data-label="De qué">{eventWords(event)}</td>
      <td data-label="Estado">
        <Badge kind={STATES[state].kind}>{STATES[state].name}</Badge>
        {attempts > 1 && (
          <>
            {" "}
            <span class="soft small">en {attempts} intentos</span>
          </>
        )}
      </td>
      <td data-label="Respuesta">{answerWords(delivery)}</td>
      <td class="nowrap" data-label="Duración">
        {durationMs === null ? "–" : `${(durationMs / 1000).toFixed(1).replace(".", ",")} s`}
      </td>
      <td class="nowrap" data-label="Próximo intento">
        {state === "waiting" ? formatInstant(notBefore) : "–"}
      </td>
      <td class="row-button">
        {mayRetry && (
          <form method="post" action={address}>
            <CsrfField token={csrfToken} />
            <input type="hidden" name="accion" value="reintentar" />
            <button type="submit" name="aviso" value={messageId} class="button button-second">
              Intentar otra vez
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}
