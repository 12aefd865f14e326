import type { PropsWithChildren } from "hono/jsx";
import { Icon } from "./icon.tsx";

type Props = PropsWithChildren<{ kind: "ok" | "warn" }>;

/** Something that has just happened, or that one should know before going on. */
export function Notice({ kind, children }: Props) {
  return (
    <div class={`notice notice-${kind}`} role="status">
      <Icon name={kind === "ok" ? "done" : "alert"} />
      <div>{children}</div>
    </div>
  );
}
