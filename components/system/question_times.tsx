import { formatDuration } from "../../domain/system/duration.ts";
import { type QuestionTime, SLOW_QUESTION_MS } from "../../domain/system/question_time.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Badge } from "../parts/badge.tsx";

/** Others took less; the log names whichever is slow. */
const MAX_SHOWN = 20;

/** Which questions to the database took longest in this process. */
export function QuestionTimes({ times }: { times: QuestionTime[] }) {
  return (
    <>
      <p class="soft">
        Las {MAX_SHOWN}{" "}
        más largas de este proceso, desde que empezó. El nombre dice en qué archivo y línea está
        escrita cada una; con qué datos se hizo no se guarda.
      </p>
      <div class="table-box list-box">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Pregunta</th>
              <th scope="col" class="money">Veces</th>
              <th scope="col" class="money">En promedio</th>
              <th scope="col" class="money">En total</th>
              <th scope="col" class="money">La más larga</th>
            </tr>
          </thead>
          <tbody>
            {times.slice(0, MAX_SHOWN).map((time) => <Row {...time} />)}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ name, count, totalMs, longestMs }: QuestionTime) {
  const longest = formatDuration(longestMs);
  return (
    <tr>
      <td data-label="Pregunta">
        <span class="mono">{name}</span>
      </td>
      <td class="money" data-label="Veces">{formatCount(count)}</td>
      <td class="money" data-label="En promedio">{formatDuration(totalMs / count)}</td>
      <td class="money" data-label="En total">{formatDuration(totalMs)}</td>
      <td class="money" data-label="La más larga">
        {longestMs > SLOW_QUESTION_MS ? <Badge kind="warn">{longest}</Badge> : longest}
      </td>
    </tr>
  );
}
