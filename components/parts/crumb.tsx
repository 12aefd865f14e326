import type { PropsWithChildren } from "hono/jsx";
import { Icon } from "./icon.tsx";

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
