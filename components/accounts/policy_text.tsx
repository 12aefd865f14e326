import { policySections } from "../../domain/accounts/policy.ts";
import type { Eps } from "../../domain/eps.ts";

/** The text of the policies, the same on every page. */
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
