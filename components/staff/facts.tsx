import type { PropsWithChildren } from "hono/jsx";
import { Icon } from "../parts/icon.tsx";

/** A name and its value. */
export function Fact({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The way back to a list. */
export function Crumb({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <p class="crumb">
      <a href={href}>
        <Icon name="back" /> {children}
      </a>
    </p>
  );
}
