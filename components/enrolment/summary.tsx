import type { Place } from "../../domain/enrolment/path.ts";
import type { SummaryPart, SummarySection } from "../../domain/enrolment/summary.ts";
import { Fact } from "../parts/fact.tsx";

type Props = { sections: SummarySection[] };

/** All that was typed, person by person, each part with the way to change it. */
export function EnrolmentSummary(
  { sections, hrefOf }: Props & { hrefOf: (place: Place) => string },
) {
  return (
    <>
      {sections.map(({ title, parts }) => (
        <section class="block enrolment-summary">
          <h2>{title}</h2>
          {parts.map((part) => (
            <div class="card">
              <h3>{part.title}</h3>
              <dl class="facts">
                {part.rows.map(({ label, value }) => <Fact name={label}>{value}</Fact>)}
              </dl>
              <a href={hrefOf(part.place)}>
                Cambiar<span class="visually-hidden">{`: ${part.title}`}</span>
              </a>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

/** The same to be read at a glance: one list a person. */
export function EnrolmentFacts({ sections }: Props) {
  return (
    <>
      {sections.map(({ title, parts }) => (
        <section class="block">
          <h2>{title}</h2>
          <dl class="card facts">
            {parts.flatMap(rowsOf).map(([label, value]) => <Fact name={label}>{value}</Fact>)}
          </dl>
        </section>
      ))}
    </>
  );
}

/** What a question with one answer asked says more than the name of its box. */
function rowsOf({ title, rows }: SummaryPart): [string, string][] {
  return rows.map(({ label, value }) => [rows.length === 1 ? title : label, value]);
}
