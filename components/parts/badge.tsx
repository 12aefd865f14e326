import type { PropsWithChildren } from "hono/jsx";
import { Icon } from "./icon.tsx";

type Props = PropsWithChildren<{ kind: "ok" | "info" | "warn" | "bad" | "annulled" }>;

/** A state in a word, with an icon where it needs attention. */
export function Badge({ kind, children }: Props) {
  return (
    <span class={`badge badge-${kind}`}>
      {kind === "warn" && <Icon name="alert" />}
      {(kind === "annulled" || kind === "bad") && <Icon name="stop" />}
      {kind === "ok" && <Icon name="check" />}
      {kind === "info" && <Icon name="clock" />}
      {children}
    </span>
  );
}
