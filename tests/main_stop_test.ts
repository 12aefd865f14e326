import { assertEquals, assertStringIncludes } from "@std/assert";
import { command, readUntil, temporaryFolder } from "./db/support/process.ts";
import { assertShort } from "./lib/support/duration.ts";
import { freePort } from "./support/free_port.ts";

/** Two are hashed at once, the others wait; a slow machine has to end them in its last seconds, too. */
const SIGN_IN_COUNT = 3;
const text = new TextDecoder();

/** The server on a new database. */
async function startServer(settings: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    DATABASE_URL: `file:${folder.path}/zona-ser.db`,
    MAIL_URL: `file:${folder.path}/outbox`,
    PORT: String(port),
    ...settings,
  }).spawn();
  await readUntil(process.stdout, (said) => said.includes("\n"));
  return { folder, port, process };
}

/** Sends a whole request over a connection of its own; `answer` waits for all that comes back. */
async function sendWhole(port: number, request: string) {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(request));
  return {
    async answer() {
      const chunks = await Array.fromAsync(connection.readable);
      return chunks.map((chunk) => text.decode(chunk)).join("");
    },
  };
}

function signIn(port: number, usuario: string): string {
  const body = `tipo=prestador&usuario=${usuario}&contrasena=una+frase+que+no+es`;
  return [
    "POST /zona-ser HTTP/1.1",
    `Host: localhost:${port}`,
    `Origin: http://localhost:${port}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

Deno.test("K4: a public address without TLS is a warning in the log at the start, and a private one is none", async () => {
  const cases = { "http://portal.example": true, "http://localhost:8000": false };
  for (const [url, isWarned] of Object.entries(cases)) {
    const { folder, process } = await startServer({ BASE_URL: url });
    await using _folder = folder;
    process.kill("SIGTERM");
    const log = await readUntil(process.stderr, () => false);
    assertEquals((await process.status).code, 0);
    assertEquals(log.includes('"level":"warning","event":"BASE_URL without TLS"'), isWarned, log);
  }
});

Deno.test("D9: requests that came in before SIGTERM are answered whole, also those that wait in line", async () => {
  const { folder, port, process } = await startServer();
  await using _folder = folder;
  const sent = await Promise.all(
    Array.from(
      { length: SIGN_IN_COUNT },
      (_, index) => sendWhole(port, signIn(port, `user${index}`)),
    ),
  );
  // Connections are taken in their order: when this one is answered, the others are in.
  await (await fetch(`http://127.0.0.1:${port}/health`)).body?.cancel();
  process.kill("SIGTERM");
  const answers = await Promise.all(sent.map((one) => one.answer()));
  for (const answer of answers) {
    assertEquals(answer.split("\r\n")[0], "HTTP/1.1 422 Unprocessable Entity", answer);
    assertStringIncludes(answer, "</html>");
  }
  assertEquals((await process.status).code, 0);
  await process.stderr.cancel();
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`D9: at ${signal} new clients are refused, and ninety stuck ones keep the process no longer than four seconds`, async () => {
    await assertShort(STOPS_WITHIN_MS, async () => {
      const { folder, port, process } = await startServer();
      await using _folder = folder;
      const begun = Array.from({ length: 90 }, (_, at) => STUCK[at % STUCK.length] ?? "");
      const stuck = await Promise.all(begun.map((request) => sendWhole(port, request)));
      await (await fetch(`http://127.0.0.1:${port}/health`)).body?.cancel();
      let hasEnded = false;
      const ended = process.status.finally(() => hasEnded = true);
      const asked = performance.now();
      process.kill(signal);
      while (await isLetIn(port));
      const isStillWaiting = !hasEnded;
      const { code } = await ended;
      const tookMs = performance.now() - asked;
      assertEquals(code, 0);
      await Promise.all(stuck.map((one) => one.answer().catch(() => {})));
      await process.stderr.cancel();
      // A machine that is busy may ask only when the process is gone, which refuses nobody.
      return isStillWaiting ? tookMs : Infinity;
    });
  });
}

const STOPS_WITHIN_MS = 4000;

/** Half a header, half a body, and an answer that nobody takes. */
const STUCK = [
  "GET /zona-ser HTTP/1.1\r\nHost: loc",
  "POST /zona-ser HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx",
  "GET /zona-ser HTTP/1.1\r\nHost: localhost\r\n\r\n",
];

async function isLetIn(port: number): Promise<boolean> {
  try {
    using _connection = await Deno.connect({ hostname: "127.0.0.1", port });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    if (error instanceof Deno.errors.ConnectionReset) return true;
    throw error;
  }
}
