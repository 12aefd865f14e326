import type { PropsWithChildren } from "hono/jsx";

/** One line of a list of facts (`dl.facts`): a name and its value. */
export function Fact({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
