import { policySections } from "../../domain/accounts/policy.ts";

/** The text of the policies, the same wherever it is read. */
export function PolicyText({ eps }: { eps: { name: string; phone: string } }) {
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
