import { formatDate, formatInstant } from "../../domain/dates.ts";
import { formatSize } from "../../domain/file.ts";
import { REQUEST_STATE_WORDS, type RequestThread } from "../../domain/medicines/request.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { Fact } from "../parts/fact.tsx";
import { Icon } from "../parts/icon.tsx";
import { RequestStateBadge } from "./state_badge.tsx";
import { requestHref } from "./links.ts";
import { RequestFacts } from "./request_facts.tsx";
import { ToMedicines } from "./to_medicines.tsx";

type Props = {
  request: RequestThread;
  /** What just happened: it was made, or it is the one that was under way already. */
  news: "requested" | "underWay" | undefined;
  phone: string;
};

const NEWS = {
  requested: "Recibimos su solicitud. Guarde este número de radicado.",
  underWay: "Ya había una solicitud de este medicamento en camino: es esta. No hace falta otra.",
};

/** One request of a person: how it stands, and what she asked for. */
export function RequestPage({ request, news, phone }: Props) {
  const { folio, state, scheduledOn, reason } = request;
  return (
    <div class="reading">
      <ToMedicines />
      {news && (
        <p class="notice" role="status">
          <Icon name={news === "requested" ? "done" : "alert"} />
          {NEWS[news]}
        </p>
      )}
      <h1>Solicitud {folio}</h1>
      <p class="lead">
        <RequestStateBadge state={state} /> {REQUEST_STATE_WORDS[state].meaning}
      </p>
      {state === "scheduled" && scheduledOn && (
        <p class="lead">
          Entrega: <strong>{formatDate(scheduledOn)}</strong>
        </p>
      )}
      {reason && <p class="written">{reason}</p>}
      <RequestFacts request={request}>
        <Fact name="Pedida el">{formatInstant(request.createdAt)}</Fact>
      </RequestFacts>
      <Files request={request} />
      <p>
        ¿Preguntas? Llame a la línea <PhoneLink phone={phone} />, a cualquier hora.
      </p>
    </div>
  );
}

function Files({ request: { folio, files } }: { request: RequestThread }) {
  if (files.length === 0) return <></>;
  return (
    <ul class="card link-list">
      {files.map(({ id, name, size }) => (
        <li>
          <a href={`${requestHref(folio)}/formula/${id}`} download>
            {name} ({formatSize(size)}) <Icon name="download" />
          </a>
        </li>
      ))}
    </ul>
  );
}
