import type { Deadline } from "../../domain/medicines/deadline.ts";
import { Icon } from "../parts/icon.tsx";

const SIGNS = { inTime: "clock", near: "alert", overdue: "stop" } as const;

/** How much is left of the promised hours, or since when they are over, in a sentence of its own. */
export function DeadlineNote({ deadline: { state, words } }: { deadline: Deadline }) {
  const text = state === "overdue" ? `El plazo ${words}` : `${words} para que venza el plazo`;
  return (
    <p class={`deadline deadline-${state}`}>
      <Icon name={SIGNS[state]} /> {text.charAt(0).toUpperCase()}
      {text.slice(1)}
    </p>
  );
}
