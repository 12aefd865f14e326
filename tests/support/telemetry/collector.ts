type Attribute = { key: string; value: { stringValue?: string } };
export type Span = { name: string; attributes: Attribute[] };

export type Collector = AsyncDisposable & {
  /** What sends a process's traces, logs and metrics here. */
  env: Record<string, string>;
  /** All that came, as it came. */
  exported: string[];
  /** The span whose name has this part, as soon as it comes. */
  spanOf: (part: string) => Promise<Span>;
};

/** Takes what runtimes export by OTLP, as JSON. */
export function startCollector(): Collector {
  const exported: string[] = [];
  const spans: Span[] = [];
  let came = Promise.withResolvers<void>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (sent) => {
      const text = await sent.text();
      exported.push(text);
      if (sent.url.endsWith("/v1/traces")) spans.push(...spansIn(text));
      came.resolve();
      came = Promise.withResolvers();
      return new Response("{}");
    },
  );
  return {
    env: {
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
      OTEL_BSP_SCHEDULE_DELAY: "50",
    },
    exported,
    async spanOf(part) {
      for (;;) {
        const found = spans.find(({ name }) => name.includes(part));
        if (found) return found;
        await came.promise;
      }
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function spansIn(traces: string): Span[] {
  const { resourceSpans }: { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] } = JSON.parse(
    traces,
  );
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
