import { formatInstant } from "../../domain/dates.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { STATE_WORDS } from "../../domain/enrolment/state.ts";
import { Badge } from "../parts/badge.tsx";
import { PromisedDate } from "../parts/due_badge.tsx";
import { EnrolmentFrame, LeaveForm } from "./frame.tsx";
import { ENROLMENT } from "./links.ts";

type Props = { enrolment: Enrolment; secret: string; today: string; phone: string };

/** What became of a request that was sent: its state in words, what the staff wrote, what comes next. */
export function StatePage({ enrolment, secret, today, phone }: Props) {
  const { folio, state, dueOn, events, expiresAt } = enrolment;
  const { title, about, badge } = STATE_WORDS[state];
  const said = events.findLast(({ text }) => text !== "");
  return (
    <EnrolmentFrame back={{ href: "/afiliados", name: "Para afiliados" }} title="Su solicitud">
      <div class="card prose">
        <p>
          Radicado <strong>{folio}</strong>
        </p>
        <p>
          <Badge kind={badge}>{title}</Badge>
        </p>
        <p>{about}</p>
        {said && state !== "sent" && <blockquote class="enrolment-said">{said.text}</blockquote>}
        {state === "sent" && dueOn && (
          <p>
            Respuesta: <PromisedDate dueOn={dueOn} today={today} />
          </p>
        )}
        {state === "returned" && expiresAt !== null && (
          <p>Tiene plazo hasta el {formatInstant(expiresAt).slice(0, 10)}.</p>
        )}
      </div>
      {state === "returned" && (
        <p class="actions">
          <a class="button button-large" href={`${ENROLMENT}/revision`}>Corregir mi solicitud</a>
        </p>
      )}
      <p>
        <a class="button button-second" href={`${ENROLMENT}/formulario.pdf`} download>
          Descargar el formulario
        </a>
      </p>
      <h2>Qué ha pasado</h2>
      <ul class="enrolment-steps">
        {events.map((event) => <li>{formatInstant(event.at)}: {EVENT_WORDS[event.state]}</li>)}
      </ul>
      <p class="lead">¿Tiene dudas? Llame a la línea {phone} y diga su radicado.</p>
      <LeaveForm secret={secret} />
    </EnrolmentFrame>
  );
}

const EVENT_WORDS = {
  sent: "la envió",
  returned: "la devolvimos porque falta algo",
  approved: "la aprobamos",
  rejected: "respondimos que no procede",
};
