import { POLICY_VERSION, policySections } from "../domain/policy.ts";

type Eps = { name: string; phone: string };

/** The site's policies on a page of their own. */
export function PoliciesPage({ eps }: { eps: Eps }) {
  return (
    <article class="reading prose">
      <h1>Políticas del sitio</h1>
      <p class="soft">Versión {POLICY_VERSION}</p>
      <PolicyText eps={eps} />
    </article>
  );
}

export function PolicyText({ eps }: { eps: Eps }) {
  return (
    <>
      {policySections(eps).map(({ title, paragraphs }) => (
        <section>
          <h3>{title}</h3>
          {paragraphs.map((paragraph) => <p>{paragraph}</p>)}
        </section>
      ))}
    </>
  );
}
