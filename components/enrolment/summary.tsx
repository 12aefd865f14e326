import type { Place } from "../../domain/enrolment/path.ts";
import type { SummarySection } from "../../domain/enrolment/summary.ts";

type Props = {
  sections: SummarySection[];
  /** Where a part can be changed; undefined where nobody may. */
  hrefOf: ((place: Place) => string) | undefined;
};

/** All that was typed, person by person, each part with the way to change it. */
export function EnrolmentSummary({ sections, hrefOf }: Props) {
  return (
    <>
      {sections.map(({ title, parts }) => (
        <section class="block enrolment-summary">
          <h2>{title}</h2>
          {parts.map((part) => (
            <div class="card">
              <h3>{part.title}</h3>
              <dl class="facts">
                {part.rows.map(([label, value]) => (
                  <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              {hrefOf && (
                <a href={hrefOf(part.place)}>
                  Cambiar<span class="visually-hidden">{`: ${part.title}`}</span>
                </a>
              )}
            </div>
          ))}
        </section>
      ))}
    </>
  );
}
