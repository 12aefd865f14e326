import { assert, assertEquals, assertMatch } from "@std/assert";
import { command, temporaryFolder } from "./db/support/process.ts";
import { freePort } from "./support/free_port.ts";
import { startCollector } from "./support/telemetry/collector.ts";

const CODE = "ABCD-EFGH-JKLM";
const SEARCH = "CE-0123456";

Deno.test("a trace has the route and the request's id, and nothing of its address leaves the runtime", async () => {
  await using folder = await temporaryFolder();
  await using collector = startCollector();
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    ...collector.env,
    PORT: String(port),
    DATABASE_URL: `file:${folder.path}/one.db`,
    MAIL_URL: `file:${folder.path}/mails`,
  }).spawn();
  const said = process.stdout.getReader();
  await said.read();
  const answer = await fetch(`http://localhost:${port}/verificar/${CODE}?q=${SEARCH}`);
  await answer.body?.cancel();
  const { name, attributes } = await collector.spanOf("verificar");
  assertEquals(name, "GET /verificar/:code");
  const values = Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? ""]),
  );
  const { "request.id": id, ...others } = values;
  assertEquals(others, {
    "http.request.method": "GET",
    "http.response.status_code": "404",
    "http.route": "/verificar/:code",
  });
  assertMatch(id ?? "", /^[0-9a-f-]{36}$/);
  process.kill("SIGTERM");
  await said.cancel();
  const { code } = await process.status;
  await process.stderr.cancel();
  assertEquals(code, 0);
  for (const text of collector.exported) {
    assert(!text.includes(CODE) && !text.includes(SEARCH), text);
  }
});
