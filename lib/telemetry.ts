import { platform } from "./config.ts";

/** Names the span of the request that is being answered, and adds what may be known of it. */
export type NameSpan = (name: string, attributes: Record<string, string>) => void;

/**
 * How spans are named where the runtime traces requests (`OTEL_DENO=true`); undefined where it does
 * not. By itself it names each after its method alone.
 */
export async function openTelemetry(): Promise<NameSpan | undefined> {
  if (!platform().isTracing) return undefined;
  const { trace } = await import("@opentelemetry/api");
  return (name, attributes) => {
    trace.getActiveSpan()?.updateName(name).setAttributes(attributes);
  };
}
