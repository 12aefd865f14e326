import { type Appointment, isToCome, siteWords } from "../../domain/appointments/appointment.ts";
import { instantWords } from "../../domain/appointments/words.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  appointment: Appointment;
  nowMs: number;
  today: CivilDate;
  eps: Eps;
  /** Whether the person may have another hour instead. */
  mayMove: boolean;
  csrfToken: string;
};

/** Step 5, and any time later: what, when, where, with whom, and what can be done with it. */
export function AppointmentPage(props: Props) {
  const { appointment, nowMs, today, eps, mayMove, csrfToken } = props;
  const { id, isClosed } = appointment;
  const canChange = isToCome(appointment, nowMs);
  return (
    <div class="reading">
      <ToList />
      <h1>{headingOf(appointment, nowMs)}</h1>
      {canChange && isClosed && (
        <Notice kind="warn">
          La sede cambió su agenda. Su cita sigue apartada: lo llamaremos para darle otra
          hora{mayMove && ", o puede moverla usted ahora"}. Línea: <PhoneLink phone={eps.phone} />
        </Notice>
      )}
      <AppointmentFacts appointment={appointment} today={today} />
      {canChange && (
        <>
          <p>
            Le escribimos a {appointment.email} con el código, y el día antes se la recordamos.
          </p>
          <div class="actions">
            <a class="button" href={`/afiliados/citas/${id}/cita.ics`} download>
              <Icon name="calendar" /> Guardar en mi calendario
            </a>
            {mayMove && (
              <form method="post" action={`/afiliados/citas/${id}/mover`}>
                <CsrfField token={csrfToken} />
                <button type="submit" class="button button-second">Mover</button>
              </form>
            )}
            <a class="button button-bad" href={`/afiliados/citas/${id}/cancelar`}>Cancelar</a>
          </div>
        </>
      )}
    </div>
  );
}

type CancelProps = Omit<Props, "nowMs" | "eps" | "mayMove"> & { errors: FieldError[] };

/** Asks once more before an appointment is given back. */
export function CancelPage({ appointment, today, errors, csrfToken }: CancelProps) {
  const { id } = appointment;
  return (
    <div class="reading">
      <ToList />
      <h1>¿Cancela esta cita?</h1>
      <ErrorSummary errors={errors} purpose="cancelar la cita" />
      <p class="lead">
        La hora queda libre para otra persona. Si solo quiere otro día, puede moverla.
      </p>
      <AppointmentFacts appointment={appointment} today={today} />
      <div class="actions">
        <form method="post" action={`/afiliados/citas/${id}/cancelar`}>
          <CsrfField token={csrfToken} />
          <button type="submit" id="cancelar" class="button button-bad">Cancelar la cita</button>
        </form>
        <a class="button button-second" href={`/afiliados/citas/${id}`}>Dejarla como está</a>
      </div>
    </div>
  );
}

function headingOf(appointment: Appointment, nowMs: number): string {
  if (appointment.state === "cancelled") return "Esta cita está cancelada";
  return isToCome(appointment, nowMs) ? "Su cita está apartada" : "Esta cita ya pasó";
}

function AppointmentFacts({ appointment, today }: Pick<Props, "appointment" | "today">) {
  const { code, careKind, personName, professional, startsAt, siteAddress } = appointment;
  return (
    <dl class="card facts">
      <Fact name="Código">{code}</Fact>
      <Fact name="Cita">{careKind}</Fact>
      <Fact name="Para">{personName}</Fact>
      <Fact name="Cuándo">{instantWords(startsAt, today)}</Fact>
      <Fact name="Con">{professional}</Fact>
      <Fact name="Dónde">{[siteWords(appointment), siteAddress].filter(Boolean).join(", ")}</Fact>
    </dl>
  );
}

function ToList() {
  return <Crumb href="/afiliados/citas">Citas</Crumb>;
}
