import {
  addDays,
  type CivilDate,
  formatDate,
  formatMonth,
  startOfMonth,
  weekday,
} from "../../domain/dates.ts";
import type { DateFieldName } from "./date_field.tsx";
import { Icon } from "./icon.tsx";

type Props = {
  field: DateFieldName;
  /** Any day of the month to show. */
  month: CivilDate;
  chosen: CivilDate | undefined;
  today: CivilDate;
  /** Whether it was just opened, and the focus goes to the day. */
  isOpening: boolean;
  nonce: string;
};

const WEEKDAYS = ["lu", "ma", "mi", "ju", "vi", "sá", "do"];
const WEEKDAY_NAMES = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const WEEKS = 6;

/** One month; choosing a day fills the field that opened it. */
export function Calendar({ field, month, chosen, today, isOpening, nonce }: Props) {
  const first = startOfMonth(month);
  const start = addDays(first, -weekday(first));
  const weeks = Array.from({ length: WEEKS }, (_, week) => addDays(start, week * 7));
  const turn = (months: number) => calendarHref(field, startOfMonth(first, months), chosen);
  return (
    <div class="calendar" role="group" aria-label={formatMonth(first)}>
      <div class="calendar-head">
        <Turn
          id={`antes-${field}`}
          href={turn(-1)}
          field={field}
          name="Mes anterior"
          nonce={nonce}
          icon="back"
        />
        <p aria-live="polite">{formatMonth(first)}</p>
        <Turn
          id={`despues-${field}`}
          href={turn(1)}
          field={field}
          name="Mes siguiente"
          nonce={nonce}
          icon="next"
        />
      </div>
      <table>
        <thead>
          <tr>
            {WEEKDAYS.map((day, index) => <th scope="col" abbr={WEEKDAY_NAMES[index]}>{day}</th>)}
          </tr>
        </thead>
        <tbody
          hx-target:inherited={`#campo-${field}`}
          hx-swap:inherited="outerHTML"
          hx-nonce={nonce}
        >
          {weeks.map((monday) => (
            <tr>
              {WEEKDAYS.map((_, index) => addDays(monday, index)).map((day) => (
                <td>
                  <Day {...{ day, field, month, chosen, today, isOpening, nonce }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day(
  { day, field, month, chosen, today, isOpening, nonce }: Props & { day: CivilDate },
) {
  return (
    <button
      type="button"
      class={dayClass(day, month, today)}
      aria-label={`${Number(day.slice(8))} de ${formatMonth(day)}`}
      aria-pressed={day === chosen ? "true" : undefined}
      autofocus={isOpening && day === (chosen ?? today)}
      hx-get={`/calendario?campo=${field}&elegida=${formatDate(day)}`}
      hx-nonce={nonce}
    >
      {Number(day.slice(8))}
    </button>
  );
}

type TurnProps = {
  /** Stays the same from month to month, so that the focus stays on it. */
  id: string;
  href: string;
  field: DateFieldName;
  name: string;
  nonce: string;
  icon: "back" | "next";
};

function Turn({ id, href, field, name, nonce, icon }: TurnProps) {
  return (
    <button
      id={id}
      type="button"
      class="calendar-turn"
      aria-label={name}
      hx-get={href}
      hx-target={`#calendario-${field}`}
      hx-swap="innerHTML"
      hx-nonce={nonce}
    >
      <Icon name={icon} />
    </button>
  );
}

function calendarHref(
  field: DateFieldName,
  month: CivilDate,
  chosen: CivilDate | undefined,
): string {
  const known = chosen ? `&${field}=${formatDate(chosen)}` : "";
  return `/calendario?campo=${field}&mes=${month.slice(0, 7)}${known}`;
}

function dayClass(day: CivilDate, month: CivilDate, today: CivilDate): string {
  const name = day.slice(0, 7) === month.slice(0, 7) ? "day" : "day day-outside";
  return day === today ? `${name} day-today` : name;
}
