import { assertEquals, assertStringIncludes } from "@std/assert";
import { command, readUntil, temporaryFolder } from "./db/support/process.ts";
import { freePort } from "./support/free_port.ts";

Deno.test("D10: a rejection that nobody handles and a throw in a timer are logged, and the portal goes on", async () => {
  await using folder = await temporaryFolder();
  const port = freePort();
  const process = command("tests/support/faults/stray_errors.ts", ["--listen"], {
    DATABASE_URL: `file:${folder.path}/zona-ser.db`,
    MAIL_URL: `file:${folder.path}/outbox`,
    PORT: String(port),
  }, ["-A"]).spawn();
  await readUntil(process.stdout, (said) => said.includes("armed"));
  process.kill("SIGUSR2");
  const log = await readUntil(process.stderr, (said) => said.includes("from a timer"));
  assertStringIncludes(log, '"level":"error","event":"stray rejection"');
  assertStringIncludes(log, '"level":"error","event":"stray error"');
  const answer = await fetch(`http://localhost:${port}/zona-ser`);
  assertEquals(answer.status, 200);
  assertStringIncludes(await answer.text(), "</html>");
  process.kill("SIGTERM");
  assertEquals((await process.status).code, 0);
});
