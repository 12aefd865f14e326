import { platform } from "./config.ts";

type Answered = { method: string; route: string; requestId: string };

/** Names the span of the request that is being answered, and adds what may be known of it. */
export type NameSpan = (answered: Answered) => void;

/**
 * How spans are named where the runtime traces requests (`OTEL_DENO=true`); undefined where it does
 * not. By itself it names each after its method alone. What it has written of the address stays, so
 * spans are told to keep one attribute, the method; an event has room for another one.
 */
export async function openTelemetry(): Promise<NameSpan | undefined> {
  if (!platform().isTracing) return undefined;
  const { trace } = await import("@opentelemetry/api");
  return ({ method, route, requestId }) => {
    trace.getActiveSpan()?.updateName(`${method} ${route}`)
      .setAttribute("http.route", route)
      .addEvent("request", { "request.id": requestId });
  };
}
