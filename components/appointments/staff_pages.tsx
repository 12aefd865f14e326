import {
  type Appointment,
  type FreeElsewhere,
  type FreeSlot,
  isToCome,
  siteWords,
} from "../../domain/appointments/appointment.ts";
import { type CalledBack, MAX_OUTCOME } from "../../domain/appointments/callback.ts";
import { instantWords } from "../../domain/appointments/words.ts";
import { type CivilDate, formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { AGENDAS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

type MoveProps = {
  appointment: Appointment;
  /** The free hours of its site to which it can move. */
  hours: FreeSlot[];
  /** Those of other sites, the nearest first. */
  elsewhere: FreeElsewhere[];
  nowMs: number;
  today: CivilDate;
  errors: FieldError[];
  csrfToken: string;
};

/** Somebody's appointment, with the hours to which the staff may move it. */
export function StaffAppointmentPage(props: MoveProps) {
  const { appointment, today, errors, nowMs } = props;
  const { code, careKind, personName, professional, startsAt, phone, email, isClosed } =
    appointment;
  const canMove = isToCome(appointment, nowMs);
  return (
    <div class="reading">
      <ToDesk />
      <h1>Cita {code}</h1>
      <ErrorSummary errors={errors} purpose="mover la cita" />
      {canMove && isClosed && (
        <Notice kind="warn">
          Una carga quitó esta hora de la agenda. Llame a la persona y muévala a una hora que le
          sirva.
        </Notice>
      )}
      <dl class="card facts">
        <Fact name="Persona">{personName}</Fact>
        <Fact name="Teléfono">{phone}</Fact>
        <Fact name="Correo">{email}</Fact>
        <Fact name="Cita">{careKind}</Fact>
        <Fact name="Cuándo">{instantWords(startsAt, today)}</Fact>
        <Fact name="Con">{professional}</Fact>
        <Fact name="Dónde">{siteWords(appointment)}</Fact>
        <Fact name="Estado">{stateWords(appointment, nowMs)}</Fact>
      </dl>
      {canMove && <MoveForm {...props} />}
    </div>
  );
}

function stateWords(appointment: Appointment, nowMs: number): string {
  if (appointment.state === "cancelled") return "Cancelada";
  return isToCome(appointment, nowMs) ? "Por venir" : "Ya pasó";
}

function MoveForm({ appointment, hours, elsewhere, today, errors, csrfToken }: MoveProps) {
  if (hours.length + elsewhere.length === 0) {
    return <p>Ni esta sede ni las otras del departamento tienen una hora libre de este tipo.</p>;
  }
  const wordsOf = ({ startsAt, professional }: FreeSlot) =>
    `${instantWords(startsAt, today)}, ${professional}`;
  return (
    <section class="block">
      <h2>Mover a otra hora</h2>
      <form class="stack" method="post" action={`${AGENDAS}/citas/${appointment.id}`}>
        <CsrfField token={csrfToken} />
        <ChoiceField
          name="hora"
          label="Hora libre, primero las de esta sede"
          value=""
          errors={errors}
          options={[
            ["", "Escoja una"],
            ...hours.map((one) => [String(one.id), wordsOf(one)] as const),
            ...elsewhere.map((one) =>
              [
                String(one.id),
                `${[one.name, one.municipality].filter(Boolean).join(", ")}: ${wordsOf(one)}`,
              ] as const
            ),
          ]}
        />
        <button type="submit" class="button">Mover la cita</button>
      </form>
    </section>
  );
}

type CallProps = {
  callback: CalledBack;
  typed: string;
  today: CivilDate;
  errors: FieldError[];
  csrfToken: string;
};

/** Somebody to be called, and what came of it. */
export function StaffCallbackPage({ callback, typed, today, errors, csrfToken }: CallProps) {
  const { folio, personName, phone, careKind, siteName, askedAt, promisedOn, outcome } = callback;
  return (
    <div class="reading">
      <ToDesk />
      <h1>Llamada {folio}</h1>
      <ErrorSummary errors={errors} purpose="cerrar la llamada" />
      <dl class="card facts">
        <Fact name="Persona">{personName ?? "Ya no está en el registro"}</Fact>
        <Fact name="Teléfono">{phone}</Fact>
        <Fact name="Busca">{`${careKind}, ${siteName ?? "sede que ya no está en la lista"}`}</Fact>
        <Fact name="Pedida el">{formatInstant(askedAt)}</Fact>
        {outcome === null
          ? (
            <div>
              <dt>Prometida</dt>
              <dd>
                <DueBadge dueOn={promisedOn} today={today} />
              </dd>
            </div>
          )
          : <Fact name="Qué se acordó">{outcome}</Fact>}
      </dl>
      {outcome === null && (
        <form class="stack block" method="post" action={`${AGENDAS}/llamadas/${folio}`} novalidate>
          <CsrfField token={csrfToken} />
          <TextAreaField
            name="resultado"
            label="Qué se acordó"
            hint="La persona lo lee con su radicado."
            max={MAX_OUTCOME}
            value={typed}
            errors={errors}
          />
          <button type="submit" class="button">Cerrar la llamada</button>
        </form>
      )}
    </div>
  );
}

function ToDesk() {
  return <Crumb href={AGENDAS}>Agendas</Crumb>;
}
