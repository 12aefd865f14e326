import { activityName } from "../../domain/audit/activity.ts";
import type { Note } from "../../domain/staff/note.ts";
import { formatInstant } from "../../domain/dates.ts";

/** What the staff did to this person or provider before, and why. */
export function Notes({ notes }: { notes: Note[] }) {
  if (notes.length === 0) return <></>;
  return (
    <section class="block" aria-labelledby="motivos">
      <h2 id="motivos">Lo que se hizo y por qué</h2>
      <ul class="card session-list">
        {notes.map(({ at, act, staffName, reason }) => (
          <li>
            <div>
              <strong>{activityName(act)}</strong>
              <p class="soft small">
                {staffName} · {formatInstant(at)}
              </p>
              <p class="written">{reason}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
