import { type ListedAppointment, siteWords } from "../../domain/appointments/appointment.ts";
import { instantWords } from "../../domain/appointments/words.ts";
import type { CivilDate } from "../../domain/dates.ts";
import { Badge } from "../parts/badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Notice } from "../parts/notice.tsx";

type Props = {
  toCome: ListedAppointment[];
  others: ListedAppointment[];
  today: CivilDate;
  /** Why this person asks for no other; undefined where she may. */
  noCare: string | undefined;
};

/** What somebody has to come, and the way to another appointment. */
export function AppointmentsPage({ toCome, others, today, noCare }: Props) {
  return (
    <div class="reading">
      <h1>Citas</h1>
      {noCare === undefined
        ? (
          <>
            <p class="lead">Pida una cita, muévala o cancélela en unos minutos.</p>
            <p>
              <a class="button button-large" href="/afiliados/citas/nueva">Pedir una cita</a>
            </p>
          </>
        )
        : <Notice kind="warn">{noCare}</Notice>}
      <section class="block">
        <h2>Por venir</h2>
        {toCome.length === 0
          ? <EmptyState>No tiene citas por venir.</EmptyState>
          : <AppointmentCards appointments={toCome} today={today} />}
      </section>
      {others.length > 0 && (
        <section class="block">
          <h2>Anteriores y canceladas</h2>
          <AppointmentCards appointments={others} today={today} />
        </section>
      )}
    </div>
  );
}

function AppointmentCards({ appointments, today }: {
  appointments: ListedAppointment[];
  today: CivilDate;
}) {
  return (
    <ul class="appointments">
      {appointments.map((one) => (
        <li class="card appointment">
          <a href={`/afiliados/citas/${one.id}`}>
            <strong>{instantWords(one.startsAt, today)}</strong>
          </a>
          <span>
            {one.careKind}, {one.professional}
          </span>
          <span class="soft">{siteWords(one)}</span>
          {one.state === "cancelled" && <Badge kind="annulled">Cancelada</Badge>}
          {one.state === "booked" && one.isClosed && (
            <Badge kind="warn">La sede cambió su agenda</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
