import { weeksOf } from "../../domain/appointments/month.ts";
import { dayWords } from "../../domain/appointments/words.ts";
import { type CivilDate, formatMonth, startOfMonth } from "../../domain/dates.ts";
import { Icon } from "../parts/icon.tsx";
import { stepHref } from "./step_head.tsx";

type Props = {
  draftId: string;
  /** The first day of the month. */
  month: CivilDate;
  room: ReadonlySet<CivilDate>;
  chosen: CivilDate | undefined;
  today: CivilDate;
  isLast: boolean;
};

const WEEKDAYS = [
  ["lu", "lunes"],
  ["ma", "martes"],
  ["mi", "miércoles"],
  ["ju", "jueves"],
  ["vi", "viernes"],
  ["sá", "sábado"],
  ["do", "domingo"],
];

/** A month whose days with free hours are buttons. */
export function MonthCalendar({ draftId, month, room, chosen, today, isLast }: Props) {
  const action = stepHref(draftId, "hora");
  const turn = (months: number) => `${action}?mes=${startOfMonth(month, months).slice(0, 7)}`;
  return (
    <form class="card month" method="get" action={`${action}#horas`}>
      <div class="month-head">
        {month > startOfMonth(today)
          ? (
            <a class="button button-quiet" href={turn(-1)} aria-label="Mes anterior">
              <Icon name="back" />
            </a>
          )
          : <span class="month-gap"></span>}
        <h2 class="like-h3">{formatMonth(month)}</h2>
        {isLast
          ? <span class="month-gap"></span>
          : (
            <a class="button button-quiet" href={turn(1)} aria-label="Mes siguiente">
              <Icon name="next" />
            </a>
          )}
      </div>
      <table>
        <thead>
          <tr>{WEEKDAYS.map(([short, name]) => <th scope="col" abbr={name}>{short}</th>)}</tr>
        </thead>
        <tbody>
          {weeksOf(month, room).map((week) => (
            <tr>
              {week.map(({ date, hasRoom }) => (
                <td>
                  <Day date={date} hasRoom={hasRoom} chosen={chosen} today={today} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </form>
  );
}

type DayProps = Pick<Props, "chosen" | "today"> & { date: CivilDate; hasRoom: boolean | null };

function Day({ date, hasRoom, chosen, today }: DayProps) {
  if (hasRoom === null) return <></>;
  const number = Number(date.slice(8));
  if (!hasRoom) return <span class="month-day">{number}</span>;
  return (
    <button
      type="submit"
      name="fecha"
      value={date}
      class="month-day month-free"
      aria-label={`${dayWords(date, today)}, con horas libres`}
      aria-pressed={date === chosen ? "true" : undefined}
    >
      {number}
    </button>
  );
}
