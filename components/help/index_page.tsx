import type { EpsIdentity } from "../../domain/eps.ts";
import type { HelpSubject } from "../../domain/help/writing/subject.ts";
import { AUDIENCES, subjectsFor } from "../../domain/help/subjects.ts";
import { HelpWords } from "./words.tsx";

/** The first page of the help: for each audience what is asked most, and its pages. */
export function HelpIndexPage({ eps }: { eps: EpsIdentity }) {
  return (
    <div class="reading help">
      <h1>Ayuda</h1>
      <p class="lead">
        <HelpWords text={LEAD} eps={eps} />
      </p>
      <nav aria-label="En esta página">
        <Chips links={AUDIENCES.map(({ id, title }) => ({ href: `#${id}`, name: title }))} />
      </nav>
      <div class="help-index">
        {AUDIENCES.map(({ audience, title, id, questions }) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            <ul class="card">
              {subjectsFor(audience).map((subject) => <Entry subject={subject} />)}
            </ul>
            <h3>Lo que más preguntan</h3>
            <Chips
              links={questions.map(({ question, place }) => ({
                href: `/ayuda/${place}`,
                name: question,
              }))}
            />
          </section>
        ))}
      </div>
    </div>
  );
}

const LEAD =
  "Escoja un tema. Si prefiere hablar con alguien, la línea {phone} contesta a cualquier hora.";

function Chips({ links }: { links: { href: string; name: string }[] }) {
  return (
    <ul class="chips">
      {links.map(({ href, name }) => (
        <li>
          <a class="chip" href={href}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

function Entry({ subject: { slug, title, about } }: { subject: HelpSubject }) {
  return (
    <li>
      <a href={`/ayuda/${slug}`}>{title}</a>
      <p class="soft">{about}</p>
    </li>
  );
}
