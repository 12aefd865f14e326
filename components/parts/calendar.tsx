import {
  addDays,
  type CivilDate,
  formatDate,
  formatMonth,
  startOfMonth,
  weekday,
} from "../../domain/dates.ts";
import type { DateFieldName } from "./date_field.tsx";
import { Icon, type IconName } from "./icon.tsx";

type Props = {
  field: DateFieldName;
  /** Any day of the month to show. */
  month: CivilDate;
  chosen: CivilDate | undefined;
  today: CivilDate;
  /** The day that takes the focus, where it does not stay with the button that turned the month. */
  focused: CivilDate | undefined;
  nonce: string;
};

const WEEKDAYS = ["lu", "ma", "mi", "ju", "vi", "sá", "do"];
const WEEKDAY_NAMES = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const WEEKS = 6;

/** One month; choosing a day fills the field that opened it. Keys: static/calendar.js. */
export function Calendar({ field, month, chosen, today, focused, nonce }: Props) {
  const stop = tabStop(month, [focused, chosen, today]);
  const first = startOfMonth(month);
  const start = addDays(first, -weekday(first));
  const weeks = Array.from({ length: WEEKS }, (_, week) => addDays(start, week * 7));
  const href = calendarHref(field, chosen);
  const turn = (months: number) => ({
    href: `${href}&mes=${startOfMonth(first, months).slice(0, 7)}`,
    field,
    nonce,
  });
  return (
    <div class="calendar" role="group" aria-label={formatMonth(first)} data-turn={href}>
      <div class="calendar-head">
        <Turn id="ano-antes" name="Año anterior" icon="backTwice" {...turn(-12)} />
        <Turn id="antes" name="Mes anterior" icon="back" {...turn(-1)} />
        <p aria-live="polite">{formatMonth(first)}</p>
        <Turn id="despues" name="Mes siguiente" icon="next" {...turn(1)} />
        <Turn id="ano-despues" name="Año siguiente" icon="nextTwice" {...turn(12)} />
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
                  <Day {...{ day, field, month, chosen, today, focused, stop, nonce }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type DayProps = Props & { day: CivilDate; stop: CivilDate };

function Day({ day, field, month, chosen, today, focused, stop, nonce }: DayProps) {
  return (
    <button
      type="button"
      class={dayClass(day, month, today)}
      aria-label={`${Number(day.slice(8))} de ${formatMonth(day)}`}
      aria-pressed={day === chosen ? "true" : undefined}
      tabindex={day === stop ? undefined : -1}
      autofocus={day === focused}
      data-day={day}
      hx-get={`/calendario?campo=${field}&elegida=${formatDate(day)}`}
      hx-nonce={nonce}
    >
      {Number(day.slice(8))}
    </button>
  );
}

type TurnProps = {
  /** Made of the field's name, so that it is the same in every month and the focus stays on it. */
  id: string;
  href: string;
  field: DateFieldName;
  name: string;
  nonce: string;
  icon: IconName;
};

function Turn({ id, href, field, name, nonce, icon }: TurnProps) {
  return (
    <button
      id={`${id}-${field}`}
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

function calendarHref(field: DateFieldName, chosen: CivilDate | undefined): string {
  const known = chosen ? `&${field}=${formatDate(chosen)}` : "";
  return `/calendario?campo=${field}${known}`;
}

/**
 * Tab reaches one day of the month, the arrows the others: the first of these candidates that is in
 * it.
 */
function tabStop(month: CivilDate, days: (CivilDate | undefined)[]): CivilDate {
  return days.find((day) => day?.slice(0, 7) === month.slice(0, 7)) ?? startOfMonth(month);
}

function dayClass(day: CivilDate, month: CivilDate, today: CivilDate): string {
  const name = day.slice(0, 7) === month.slice(0, 7) ? "day" : "day day-outside";
  return day === today ? `${name} day-today` : name;
}
