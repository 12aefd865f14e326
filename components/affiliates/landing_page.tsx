import type { EpsIdentity } from "../../domain/eps.ts";
import { AFFILIATION_STATES, PROMISES } from "../../domain/law.ts";

type Props = {
  eps: EpsIdentity;
  /** Whether the offices are open, in words; undefined where their hours cannot be read. */
  opening: string | undefined;
};

/** The first page of the affiliates' half: where help is, what the law promises, what states mean. */
export function LandingPage({ eps, opening }: Props) {
  return (
    <article class="reading">
      <h1>Para afiliados</h1>
      <p class="lead">Estamos para ayudarle, a usted y a su familia.</p>
      <p class="lead">
        <a class="button button-large" href="/afiliados/consulta">¿Estoy afiliado?</a>
      </p>
      <h2>Hable con nosotros</h2>
      <dl class="facts card">
        <div>
          <dt>Línea, las 24 horas</dt>
          <dd>
            <a href={`tel:${eps.phone.replaceAll(/\D/g, "")}`}>{eps.phone}</a>
          </dd>
        </div>
        <div>
          <dt>Oficinas</dt>
          <dd>
            {opening && (
              <p>
                <strong>{opening}</strong>
              </p>
            )}
            <p>{eps.hours}</p>
          </dd>
        </div>
      </dl>
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
