import type { Draft, FreeSlot, ListedAppointment } from "../../domain/appointments/appointment.ts";
import { siteWords } from "../../domain/appointments/appointment.ts";
import { dayWords, instantWords, timeWords } from "../../domain/appointments/words.ts";
import { type CivilDate, dateInBogota } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { ChoiceCards } from "./choice_cards.tsx";
import { MonthCalendar } from "./month_calendar.tsx";
import { StepHead, stepHref } from "./step_head.tsx";

type Props = {
  draft: Draft & { careKind: string };
  month: CivilDate;
  isLastMonth: boolean;
  room: ReadonlySet<CivilDate>;
  chosen: CivilDate | undefined;
  hours: FreeSlot[];
  nearest: FreeSlot | undefined;
  existing: ListedAppointment | undefined;
  /** By when the law promises this kind of appointment; undefined for specialities. */
  promisedOn: CivilDate | undefined;
  today: CivilDate;
  errors: FieldError[];
  csrfToken: string;
};

/** Step 3: when, and with whom. */
export function SlotPage(props: Props) {
  const { draft, existing, errors, today, nearest } = props;
  return (
    <div class="reading">
      <StepHead
        title={draft.movesId ? "¿A qué día y hora la mueve?" : "¿Qué día y a qué hora?"}
        step={3}
        back={draft.movesId
          ? { href: `/afiliados/citas/${draft.movesId}`, name: "Dejarla como está" }
          : { href: stepHref(draft.id, "tipo"), name: "Cambiar el tipo de cita" }}
      />
      <ErrorSummary errors={errors} purpose="seguir" />
      <p class="lead">
        <strong>{draft.careKind}</strong> para {draft.personName}, en {siteWords(draft)}.
        {draft.movesFrom !== null && ` Ahora es el ${instantWords(draft.movesFrom, today)}.`}
      </p>
      {existing ? <Existing existing={existing} today={today} /> : (
        <>
          <InTime {...props} />
          {nearest && <Nearest {...props} nearest={nearest} />}
          {nearest && <Choosing {...props} />}
        </>
      )}
    </div>
  );
}

function Existing({ existing, today }: { existing: ListedAppointment; today: CivilDate }) {
  return (
    <Notice kind="warn">
      <p>
        Ya tiene una cita de este tipo:{" "}
        {instantWords(existing.startsAt, today)}. Puede moverla a otra hora, o cancelarla y pedir
        una nueva.
      </p>
      <p>
        <a href={`/afiliados/citas/${existing.id}`}>Ver esa cita</a>
      </p>
    </Notice>
  );
}

/** Whether the promise of the law can be met here, and whom to ask where it cannot. */
function InTime({ draft, promisedOn, nearest, today }: Props) {
  const isInTime = nearest !== undefined && promisedOn !== undefined &&
    dateInBogota(nearest.startsAt) <= promisedOn;
  if (draft.movesId !== null || (nearest && promisedOn === undefined)) return <></>;
  if (isInTime) {
    return (
      <p>Se la debemos dar a más tardar el {dayWords(promisedOn, today)}, y hay horas a tiempo.</p>
    );
  }
  return (
    <Notice kind="warn">
      <p>
        {promisedOn
          ? `Se la debemos dar a más tardar el ${
            dayWords(promisedOn, today)
          }, y en esta sede no hay una ` +
            "hora libre tan pronto."
          : "En esta sede no hay horas libres de este tipo de cita."}{" "}
        Pídanos que lo llamemos y le buscamos una.
      </p>
      <p>
        <a class="button button-second" href={stepHref(draft.id, "llamada")}>Pedir que me llamen</a>
      </p>
    </Notice>
  );
}

function Nearest({ draft, nearest, today, csrfToken }: Props & { nearest: FreeSlot }) {
  return (
    <form class="card nearest" method="post" action={stepHref(draft.id, "hora")}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="hora" value={String(nearest.id)} />
      <p>
        Más cercana: <strong>{instantWords(nearest.startsAt, today)}</strong>,{" "}
        {nearest.professional}
      </p>
      <button type="submit" class="button button-large">Tomar esta hora</button>
    </form>
  );
}

function Choosing(props: Props) {
  const { draft, month, room, chosen, today, isLastMonth, hours, errors, csrfToken } = props;
  return (
    <section class="block">
      <h2>O escoja otro día</h2>
      <p class="soft">Los días con horas libres están marcados.</p>
      <MonthCalendar
        draftId={draft.id}
        month={month}
        room={room}
        chosen={chosen}
        today={today}
        isLast={isLastMonth}
      />
      {chosen && (
        <div id="horas" class="block">
          <h2>{`Horas del ${dayWords(chosen, today)}`}</h2>
          {hours.length === 0 ? <p>Ese día ya no tiene horas libres. Escoja otro.</p> : (
            <form
              class="stack appointment-form"
              method="post"
              action={stepHref(draft.id, "hora")}
            >
              <CsrfField token={csrfToken} />
              <ChoiceCards
                name="hora"
                legend="Hora"
                errors={errors}
                choices={hours.map(({ id, startsAt, professional }) => ({
                  value: String(id),
                  name: timeWords(startsAt),
                  more: <span>{professional}</span>,
                }))}
              />
              <button type="submit" class="button button-large">Continuar</button>
            </form>
          )}
        </div>
      )}
    </section>
  );
}
