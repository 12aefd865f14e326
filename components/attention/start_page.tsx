import {
  CASE_KIND_WORDS,
  CASE_KINDS,
  type CaseKind,
  describeCaseLimit,
  type ListedCase,
} from "../../domain/attention/case.ts";
import { isPending } from "../../domain/thread.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { ModuleList } from "../modules/module_list.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { CaseDue, caseHref, ToPqrs } from "./case_parts.tsx";
import { Crumb } from "../parts/crumb.tsx";

const ICONS: Record<CaseKind, IconName> = {
  petition: "paper",
  complaint: "alert",
  claim: "stop",
  suggestion: "chat",
  compliment: "done",
};

type Props = {
  /** The cases of whoever has signed in; undefined where nobody has. */
  own: ListedCase[] | undefined;
  nowMs: number;
};

/** The first question: what somebody wants to do. */
export function StartPage({ own, nowMs }: Props) {
  return (
    <article class="reading">
      <Crumb href="/afiliados/atencion">Atención y oficinas</Crumb>
      <h1>Peticiones, quejas y reclamos</h1>
      <p class="lead">
        Le damos un radicado y una fecha en la que respondemos. Puede ponerla con su nombre o sin
        él.
      </p>
      {own && own.length > 0 && <OwnCases own={own} nowMs={nowMs} />}
      <section class="block">
        <h2>¿Qué quiere hacer?</h2>
        <ModuleList
          modules={CASE_KINDS.map((kind) => ({
            name: CASE_KIND_WORDS[kind].name,
            href: `/afiliados/atencion/pqrs/nueva?tipo=${CASE_KIND_WORDS[kind].key}`,
            icon: ICONS[kind],
            about: `${CASE_KIND_WORDS[kind].about}. ${promiseOf(kind)}`,
          }))}
        />
      </section>
      <section class="block">
        <h2>¿Ya tiene un radicado?</h2>
        <p class="case-next">
          <a class="button button-second" href="/afiliados/atencion/pqrs/estado">
            <Icon name="search" /> Ver cómo va mi solicitud
          </a>
        </p>
      </section>
    </article>
  );
}

function promiseOf(kind: CaseKind): string {
  const usual = describeCaseLimit({ kind, risk: "none" });
  if (kind !== "claim") return `Respondemos en ${usual}.`;
  const urgent = describeCaseLimit({ kind, risk: "vital" });
  return `Si hay riesgo para la salud, respondemos desde ${urgent}; si no, en ${usual}.`;
}

function OwnCases({ own, nowMs }: { own: ListedCase[]; nowMs: number }) {
  return (
    <section class="block" aria-labelledby="mias">
      <h2 id="mias">Mis solicitudes</h2>
      <ul class="card link-list case-list">
        {own.map((about) => (
          <li>
            <a href={caseHref(about.folio)}>
              {CASE_KIND_WORDS[about.kind].name} {about.folio} <Icon name="next" />
            </a>
            <p class="case-due">
              <ThreadStateBadge state={about.state} />{" "}
              {isPending(about.state) && <CaseDue about={about} nowMs={nowMs} />}
            </p>
          </li>
        ))}
      </ul>
      <p class="soft">
        Aquí están las que puso después de entrar. Las demás se ven con su radicado.
      </p>
    </section>
  );
}

/** The second question: whether she says who she is. */
export function NameChoicePage({ kind }: { kind: CaseKind }) {
  const { name, key } = CASE_KIND_WORDS[kind];
  const href = `/afiliados/atencion/pqrs/nueva?tipo=${key}&nombre=`;
  return (
    <article class="reading">
      <ToPqrs />
      <h1>{name}</h1>
      <h2>¿Quiere poner su nombre?</h2>
      <ModuleList
        modules={[
          {
            name: "Sí, con mi nombre",
            href: `${href}si`,
            icon: "people",
            about: "Podemos llamarle, y usted ve la respuesta con su documento",
          },
          {
            name: "No, sin mi nombre",
            href: `${href}no`,
            icon: "lock",
            about: "Nadie sabe quién es. Le damos un código, y con él ve la respuesta",
          },
        ]}
      />
    </article>
  );
}
