import type { PropsWithChildren } from "hono/jsx";

/** Nothing to show: why, and what to do next. */
export function EmptyState({ children }: PropsWithChildren) {
  return (
    <div class="card empty">
      <span class="weave-small"></span>
      <p>{children}</p>
    </div>
  );
}
