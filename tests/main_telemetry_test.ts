import { assert, assertEquals } from "@std/assert";
import { command, temporaryFolder } from "./db/support/process.ts";
import { freePort } from "./support/free_port.ts";

type Span = { name: string; attributes: { key: string; value: { stringValue?: string } }[] };

Deno.test("spans are named by route, with the request's id, where the runtime traces requests", async () => {
  await using folder = await temporaryFolder();
  const seen = Promise.withResolvers<Span>();
  await using collector = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    if (!request.url.endsWith("/v1/traces")) return new Response("{}");
    const { resourceSpans } = await request.json();
    const spans: Span[] = resourceSpans.flatMap((one: { scopeSpans: { spans: Span[] }[] }) =>
      one.scopeSpans.flatMap(({ spans }) => spans)
    );
    const own = spans.find(({ name }) => name.includes("verificar"));
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
  }).spawn();
  const said = process.stdout.getReader();
  await said.read();
  const answer = await fetch(`http://localhost:${port}/verificar/ABCD-EFGH-JKLM`);
  await answer.body?.cancel();
  const { name, attributes } = await seen.promise;
  const valueOf = (key: string) =>
    attributes.find((attribute) => attribute.key === key)?.value.stringValue;
  assertEquals([name, valueOf("http.route")], ["GET /verificar/:code", "/verificar/:code"]);
  assert(/^[0-9a-f-]{36}$/.test(valueOf("request.id") ?? ""));
  process.kill("SIGTERM");
  await said.cancel();
  await process.stderr.cancel();
  assertEquals((await process.status).code, 0);
});
