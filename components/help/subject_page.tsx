import type { EpsIdentity } from "../../domain/eps.ts";
import { PICTURE_FILES } from "../../domain/help/writing/picture_files.ts";
import { type PictureName, PICTURES } from "../../domain/help/writing/pictures.ts";
import type { Block, HelpSection, HelpSubject } from "../../domain/help/writing/subject.ts";
import { Fact } from "../parts/fact.tsx";
import { Icon } from "../parts/icon.tsx";
import { HelpWords } from "./words.tsx";

type Props = {
  subject: HelpSubject;
  eps: EpsIdentity;
  /** The page that the index has after this one, for the same audience. */
  next: HelpSubject | undefined;
};

/** One page of the help: its parts, each with an anchor, and where to ask what it does not answer. */
export function HelpSubjectPage({ subject, eps, next }: Props) {
  const { title, about, sections } = subject;
  return (
    <article class="reading help">
      <p class="crumb">
        <a href="/ayuda">
          <Icon name="back" /> Ayuda
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{about}.</p>
      <nav aria-label="En esta página">
        <ul class="chips">
          {sections.map((section) => (
            <li>
              <a class="chip" href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => <Section section={section} eps={eps} />)}
      <footer class="block">
        {next && (
          <p>
            Siga con <a href={`/ayuda/${next.slug}`}>{next.title}</a>.
          </p>
        )}
        <p>
          <HelpWords text={WHOM_TO_ASK} eps={eps} />
        </p>
      </footer>
    </article>
  );
}

const WHOM_TO_ASK = "¿No encontró lo que busca? Llame a la línea {phone}, a cualquier hora.";

function Section({ section, eps }: { section: HelpSection; eps: EpsIdentity }) {
  const { id, title, body, picture } = section;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {body.map((block) => <BlockShown block={block} eps={eps} />)}
      {picture && <PictureShown name={picture} />}
    </section>
  );
}

function BlockShown({ block, eps }: { block: Block; eps: EpsIdentity }) {
  if (typeof block === "string") {
    return (
      <p>
        <HelpWords text={block} eps={eps} />
      </p>
    );
  }
  if ("terms" in block) {
    return (
      <dl class="facts card">
        {block.terms.map(({ name, about }) => (
          <Fact name={name}>
            <HelpWords text={about} eps={eps} />
          </Fact>
        ))}
      </dl>
    );
  }
  if ("steps" in block) {
    return (
      <ol class="numbered">
        <Items sentences={block.steps} eps={eps} />
      </ol>
    );
  }
  return (
    <ul class="bullets">
      <Items sentences={block.bullets} eps={eps} />
    </ul>
  );
}

function Items({ sentences, eps }: { sentences: readonly string[]; eps: EpsIdentity }) {
  return (
    <>
      {sentences.map((sentence) => (
        <li>
          <HelpWords text={sentence} eps={eps} />
        </li>
      ))}
    </>
  );
}

/** Opens alone when it is touched, because on a phone a table's letters are small. */
function PictureShown({ name }: { name: PictureName }) {
  const { version, darkVersion, width, height } = PICTURE_FILES[name];
  const href = `/static/help/${name}.webp?v=${version}`;
  return (
    <a class="help-picture" href={href}>
      <picture>
        <source
          media="screen and (prefers-color-scheme: dark)"
          srcset={`/static/help/${name}-oscuro.webp?v=${darkVersion}`}
        />
        <img
          src={href}
          width={String(width)}
          height={String(height)}
          alt={PICTURES[name].alt}
          loading="lazy"
          decoding="async"
        />
      </picture>
    </a>
  );
}
