import type { EpsIdentity } from "../../domain/eps.ts";
import { STEPS } from "../../domain/enrolment/question.ts";
import { AFFILIATION_STATES, PROMISES } from "../../domain/law.ts";
import type { ShownHours } from "../../domain/places/opening_words.ts";
import { Fact } from "../parts/fact.tsx";
import { ModuleList } from "../modules/module_list.tsx";
import type { Module } from "../modules/module.ts";
import { AttentionHead } from "./attention_head.tsx";

/** What this half offers, in the order of the guide. */
const SERVICES: Module[] = [
  {
    name: "Certificado de afiliación",
    href: "/afiliados/certificado",
    icon: "paper",
    about: "Entre con su documento y descárguelo en PDF",
  },
  {
    name: "Afiliarse",
    href: "/afiliados/afiliarse",
    icon: "people",
    about: `Usted y su familia, en ${STEPS.length} pasos; también pasarse de otra EPS`,
  },
  {
    name: "Atención y oficinas",
    href: "/afiliados/atencion",
    icon: "building",
    about: "La línea, el correo y las oficinas de su municipio con su horario",
  },
  {
    name: "Peticiones, quejas y reclamos",
    href: "/afiliados/atencion/pqrs",
    icon: "chat",
    about: "Con radicado y una fecha de respuesta, con su nombre o sin él",
  },
  {
    name: "Medicamentos",
    href: "/afiliados/medicamentos",
    icon: "clock",
    about: "Lo que la farmacia le debe, pedirlo a domicilio o reclamar",
  },
  {
    name: "Puntos de entrega",
    href: "/afiliados/puntos-de-entrega",
    icon: "check",
    about: "Dónde recoger sus medicamentos, y quién los lleva a su casa",
  },
  {
    name: "Citas",
    href: "/afiliados/citas",
    icon: "calendar",
    about: "Pedir, mover o cancelar una cita en la sede más cercana",
  },
  {
    name: "Abrir mi cuenta",
    href: "/afiliados/registro",
    icon: "key",
    about: "Con su documento y su fecha de nacimiento, la primera vez",
  },
];

/** What whoever is affiliated has, as the guide lists it. */
const BENEFITS: [name: string, about: string][] = [
  ["Atención todos los días", "La línea contesta a cualquier hora, también en festivos"],
  ["Médicos y hospitales cerca", "Usted escoge la IPS a la que va primero, entre las de su región"],
  ["Su familia con usted", "Su pareja, sus hijos y quienes dependen de usted"],
  ["Un plan para cada situación", "Régimen subsidiado si no tiene con qué pagar, o contributivo"],
  ["Trámites sin filas", "Citas, medicamentos, certificado y reclamos desde su teléfono"],
];

type Props = {
  eps: EpsIdentity;
  /** When the offices are open. */
  hours: ShownHours;
};

/** The first page of the affiliates' half: where help is, what the law promises, what states mean. */
export function LandingPage({ eps, hours }: Props) {
  return (
    <article class="reading">
      <h1>Para afiliados</h1>
      <p class="lead">Estamos para ayudarle, a usted y a su familia.</p>
      <p class="lead">
        <a class="button button-large" href="/afiliados/consulta">¿Estoy afiliado?</a>
      </p>
      <h2>Hable con nosotros</h2>
      <AttentionHead eps={eps} hours={hours} />
      <section class="block">
        <h2>Qué puede hacer aquí</h2>
        <ModuleList modules={SERVICES} />
      </section>
      <section class="block">
        <h2>Lo que tiene con {eps.name}</h2>
        <dl class="facts card">
          {BENEFITS.map(([name, about]) => <Fact name={name}>{about}</Fact>)}
        </dl>
      </section>
      <section class="block">
        <h2>Lo que la ley le promete</h2>
        <dl class="facts card">
          {PROMISES.map(({ name, limit, source }) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <p>
                  A más tardar en <strong>{limit}</strong>
                </p>
                <p class="soft">{source}</p>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <h2>Qué significa su estado de afiliación</h2>
      <dl class="facts card">
        {AFFILIATION_STATES.map(({ code, name, meaning }) => (
          <div>
            <dt>{name} ({code})</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">Si su estado tiene otro código, pregunte en la línea.</p>
    </article>
  );
}
