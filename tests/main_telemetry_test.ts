import { assert, assertEquals, assertMatch } from "@std/assert";
import { command, run, temporaryFolder } from "./db/support/process.ts";
import { freePort } from "./support/free_port.ts";

type Attribute = { key: string; value: { stringValue?: string } };
type Span = {
  name: string;
  attributes: Attribute[];
  events: { name: string; attributes: Attribute[] }[];
};

const CODE = "ABCD-EFGH-JKLM";
const SEARCH = "CE-0123456";

Deno.test("a trace has the route and the request's id, and nothing of its address leaves the runtime", async () => {
  await using folder = await temporaryFolder();
  const seen = Promise.withResolvers<Span>();
  const exported: string[] = [];
  await using collector = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    const text = await request.text();
    exported.push(text);
    const own = request.url.endsWith("/v1/traces") && spanOf(text, "verificar");
    if (own) seen.resolve(own);
    return new Response("{}");
  });
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    PORT: String(port),
    DATABASE_URL: `file:${folder.path}/one.db`,
    MAIL_URL: `file:${folder.path}/mails`,
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
    OTEL_BSP_SCHEDULE_DELAY: "50",
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "1",
  }).spawn();
  const said = process.stdout.getReader();
  await said.read();
  const answer = await fetch(`http://localhost:${port}/verificar/${CODE}?q=${SEARCH}`);
  await answer.body?.cancel();
  const { name, attributes, events: [event] } = await seen.promise;
  assertEquals(name, "GET /verificar/:code");
  assertEquals(attributes.map(({ key }) => key), ["http.request.method"]);
  assertEquals(event?.attributes.map(({ key }) => key), ["request.id"]);
  assertMatch(event?.attributes[0]?.value.stringValue ?? "", /^[0-9a-f-]{36}$/);
  process.kill("SIGTERM");
  await said.cancel();
  const { code } = await process.status;
  await process.stderr.cancel();
  assertEquals(code, 0);
  for (const text of exported) assert(!text.includes(CODE) && !text.includes(SEARCH), text);
});

Deno.test("a start that traces whole addresses warns of it, and no other one does", async () => {
  await using folder = await temporaryFolder();
  // The portal's own secret is made beside its database: not in the repository.
  const wrong = { EPS_NIT: "900123456-1", DATABASE_URL: `file:${folder.path}/never-opened.db` };
  const tracing = {
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_PROTOCOL: "console",
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "128",
  };
  const outcomes = await Promise.all([
    run("main.ts", ["--listen"], { ...wrong, ...tracing }),
    run("main.ts", ["--listen"], wrong),
  ]);
  const warns = outcomes.map(({ stderr }) => stderr.includes(`"traces carry addresses"`));
  assertEquals([warns, outcomes.map(({ code }) => code)], [[true, false], [1, 1]]);
});

function spanOf(traces: string, part: string): Span | undefined {
  const { resourceSpans }: { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] } = JSON.parse(
    traces,
  );
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .find(({ name }) => name.includes(part));
}
