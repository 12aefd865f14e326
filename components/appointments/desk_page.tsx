import {
  type AgendaDesk,
  type DeskDay,
  type DeskSlot,
  slotState,
} from "../../domain/appointments/desk.ts";
import { dayWords, instantWords, timeWords } from "../../domain/appointments/words.ts";
import { addDays, type CivilDate, formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatInstant } from "../../domain/dates.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { AGENDAS } from "../staff/links.ts";

type Props = {
  desk: AgendaDesk;
  shown: DeskDay;
  typed: { sede: string; fecha: string };
  today: CivilDate;
  errors: FieldError[];
};

/** What waits for the staff of agendas, and a day of a site as a calendar. No person is named. */
export function DeskPage({ desk, shown, typed, today, errors }: Props) {
  return (
    <>
      <h1>Agendas</h1>
      <section class="block">
        <h2>Llamadas pedidas</h2>
        <Callbacks callbacks={desk.callbacks} today={today} />
      </section>
      <section class="block">
        <h2>Citas por mover</h2>
        <Clashes clashes={desk.clashes} today={today} />
      </section>
      <section class="block" id="dia">
        <h2>Un día de una sede</h2>
        <ErrorSummary errors={errors} purpose="ver el día" />
        <DayForm sites={desk.sites} typed={typed} errors={errors} />
        {shown.siteCode !== "" && <Day slots={desk.slots} shown={shown} today={today} />}
      </section>
    </>
  );
}

function Callbacks({ callbacks, today }: { callbacks: AgendaDesk["callbacks"]; today: CivilDate }) {
  if (callbacks.length === 0) return <EmptyState>Nadie espera una llamada.</EmptyState>;
  return (
    <ul class="appointments">
      {callbacks.map(({ folio, askedAt, promisedOn }) => (
        <li class="card appointment">
          <a href={`${AGENDAS}/llamadas/${folio}`}>
            <strong>{folio}</strong>
          </a>
          <span class="soft">Pedida el {formatInstant(askedAt)}</span>
          <DueBadge dueOn={promisedOn} today={today} />
        </li>
      ))}
    </ul>
  );
}

function Clashes({ clashes, today }: { clashes: AgendaDesk["clashes"]; today: CivilDate }) {
  if (clashes.length === 0) {
    return <EmptyState>Todas las citas tienen su hora en la agenda.</EmptyState>;
  }
  return (
    <ul class="appointments">
      {clashes.map(({ id, code, startsAt, siteName }) => (
        <li class="card appointment">
          <a href={`${AGENDAS}/citas/${id}`}>
            <strong>{code}</strong>
          </a>
          <span>
            {instantWords(startsAt, today)}, {siteName ?? "sede que ya no está en la lista"}
          </span>
        </li>
      ))}
    </ul>
  );
}

type FormProps = Pick<Props, "typed" | "errors"> & { sites: AgendaDesk["sites"] };

function DayForm({ sites, typed, errors }: FormProps) {
  const sorted = sites.toSorted((one, other) => one.name.localeCompare(other.name, "es"));
  const choices = sorted.map(({ code, name }) => [code, `${name} (${code})`] as const);
  return (
    <form class="card search-form" method="get" action={`${AGENDAS}#dia`}>
      <div class="search-fields">
        <ChoiceField
          name="sede"
          label="Sede"
          value={typed.sede}
          options={[["", "Escoja una"], ...choices]}
          errors={errors}
        />
        <Field
          name="fecha"
          label="Día"
          value={typed.fecha}
          errors={errors}
          inputmode="numeric"
          maxlength={20}
        />
        <button type="submit" class="button">Ver el día</button>
      </div>
    </form>
  );
}

function Day({ slots, shown, today }: Pick<Props, "shown" | "today"> & { slots: DeskSlot[] }) {
  const { siteCode, day } = shown;
  const turn = (days: number) =>
    `${AGENDAS}?${new URLSearchParams({
      sede: siteCode,
      fecha: formatDate(addDays(day, days)),
    })}#dia`;
  return (
    <>
      <div class="block-head block">
        <h3>{dayWords(day, today)}</h3>
        <div class="block-actions">
          <a class="button button-second" href={turn(-1)}>Día anterior</a>
          <a class="button button-second" href={turn(1)}>Día siguiente</a>
        </div>
      </div>
      {slots.length === 0
        ? <EmptyState>Esa sede no tiene agendas ese día.</EmptyState>
        : (
          <div class="desk-day">
            {[...Map.groupBy(slots, ({ professional }) => professional)].map(([name, own]) => (
              <section class="card desk-agenda">
                <h4>{name}</h4>
                <ul>{own.map((slot) => <SlotLine slot={slot} />)}</ul>
              </section>
            ))}
          </div>
        )}
    </>
  );
}

function SlotLine({ slot }: { slot: DeskSlot }) {
  const { startsAt, careKind, appointmentId, code } = slot;
  return (
    <li class={code === null ? undefined : "desk-taken"}>
      <strong>{timeWords(startsAt)}</strong>
      <span>
        {careKind}. {slotState(slot)}
        {appointmentId !== null && (
          <>
            {": "}
            <a href={`${AGENDAS}/citas/${appointmentId}`}>{code}</a>
          </>
        )}
      </span>
    </li>
  );
}
