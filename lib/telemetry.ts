import type { Span, SpanStatus, TraceAPI } from "@opentelemetry/api";
import { platform } from "./config.ts";

type Answered = { method: string; route: string; requestId: string };

/** Names the span of the request that is being answered, and adds what may be known of it. */
export type NameSpan = (answered: Answered) => void;

/** All that spans say besides their names. */
const KEPT = new Set([
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "request.id",
  "error.type",
]);

/**
 * How spans are named where the runtime traces requests (`OTEL_DENO=true`, Deno Deploy); undefined
 * where it does not. By itself it names each after its method alone, and writes the whole address
 * into it.
 */
export async function openTelemetry(): Promise<NameSpan | undefined> {
  if (!platform().isTracing) return undefined;
  const { trace } = await import("@opentelemetry/api");
  keepAddressesOut(trace);
  return ({ method, route, requestId }) => {
    trace.getActiveSpan()?.updateName(`${method} ${route}`)
      .setAttribute("http.route", route)
      .setAttribute("request.id", requestId);
  };
}

/**
 * What a span was once given stays in it, so the runtime's own spans are given nothing else: it
 * writes addresses, which open an account where a mail brought them, and messages of errors, which
 * name addresses, by the methods of the spans that it hands out.
 */
function keepAddressesOut(trace: TraceAPI): void {
  const methods: Span = Object.getPrototypeOf(trace.getTracer("zona-ser").startSpan("unused"));
  const { setAttribute, setStatus } = methods;
  methods.setAttribute = function (this: Span, name, value) {
    return KEPT.has(name) ? setAttribute.call(this, name, value) : this;
  };
  methods.setStatus = function (this: Span, { code }: SpanStatus) {
    return setStatus.call(this, { code });
  };
}
