import { assert, assertEquals, assertMatch } from "@std/assert";
import { createEntrance } from "../../routes/entrance/entrance.ts";
import { createFrame } from "../../routes/entrance/frame.ts";
import { testApp } from "../support/app.ts";

/** Requests that two readers could read in two ways. */
const AMBIGUOUS = {
  "two ways to say where the body ends":
    "POST /zona-ser HTTP/1.1\r\nHost: H\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "two lengths":
    "POST /zona-ser HTTP/1.1\r\nHost: H\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
  "a length that is none": "POST /zona-ser HTTP/1.1\r\nHost: H\r\nContent-Length: 1x\r\n\r\nx",
  "a folded header": "GET / HTTP/1.1\r\nHost: H\r\nX-A: 1\r\n 2\r\n\r\n",
  "a space in a header's name": "GET / HTTP/1.1\r\nHost : H\r\n\r\n",
  "no version": "GET /\r\nHost: H\r\n\r\n",
};

Deno.test("K6: a request that can be read in two ways is refused by the process itself", async () => {
  await using portal = await testApp();
  await using server = await listen(portal.app.fetch);
  for (const [name, request] of Object.entries(AMBIGUOUS)) {
    const answer = await say(server.port, request.replace("H\r\n", `localhost:8000\r\n`));
    assert(answer === "" || answer.startsWith("HTTP/1.1 400"), `${name}: ${answer.slice(0, 80)}`);
  }
  assertEquals(portal.logged, [], "no such request reached the application");
});

/** Bodies that break in the middle. */
const BROKEN = {
  "a chunk with words without end": `5;${"a".repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
  "a size that is none": "5\r\nhello\r\nZZ\r\nhello\r\n",
  "no line break behind a chunk": "5\r\nhelloXX0\r\n\r\n",
};

Deno.test("K6: a body that breaks in the middle is the sender's mistake, not a failure of the portal", async () => {
  await using portal = await testApp();
  await using server = await listen(portal.app.fetch);
  for (const [name, body] of Object.entries(BROKEN)) {
    for (const path of ["/zona-ser", "/nada"]) {
      const head = `POST ${path} HTTP/1.1\r\nHost: localhost:8000\r\n` +
        "Origin: http://localhost:8000\r\nTransfer-Encoding: chunked\r\n\r\n";
      const answer = await say(server.port, head + body);
      assert(answer === "" || answer.startsWith("HTTP/1.1 400"), `${name}: ${answer.slice(0, 80)}`);
    }
  }
  const failures = portal.logged.filter(({ level }) => level === "error");
  assertEquals(failures, []);
});

Deno.test("K6: a request without the portal's own Host is refused, whatever its address says", async () => {
  await using portal = await testApp([], { baseUrl: "https://portal.example" });
  await using server = await listen(portal.app.fetch);
  const requests = ["GET /zona-ser HTTP/1.1\r\n\r\n", "GET /zona-ser HTTP/1.0\r\n\r\n"].concat(
    "GET /zona-ser HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "GET /zona-ser HTTP/1.1\r\nHost: portal.example:81\r\n\r\n",
    "GET /zona-ser HTTP/1.1\r\nHost: portal.example.evil.example\r\n\r\n",
    "GET /zona-ser HTTP/1.1\r\nHost: portal.example, evil.example\r\n\r\n",
  );
  for (const request of requests) {
    assertMatch(await say(server.port, request), /^HTTP\/1\.[01] 400/, request);
  }
  const own = "GET /zona-ser HTTP/1.1\r\nHost: portal.example\r\n\r\n";
  assertMatch(await say(server.port, own), /^HTTP\/1\.1 200/);
});

Deno.test("K5: the API never redirects, and over https every answer has Strict-Transport-Security", async () => {
  await using portal = await testApp([], { baseUrl: "https://portal.example" });
  for (const scheme of ["http", "https"]) {
    const paths = ["/api/v1/me", "/api/v1/vouchers", "/api/v1/export.csv", "/zona-ser", "/nada"];
    for (const path of paths) {
      const answer = await portal.app.request(`${scheme}://portal.example${path}`, {
        headers: { authorization: `Bearer zs_${"x".repeat(32)}` },
      });
      await answer.body?.cancel();
      if (path.startsWith("/api")) assertEquals(answer.status, 401, path);
      const location = answer.headers.get("location") ?? "/";
      assertMatch(location, /^\/(?!\/)/, "no answer leads to another scheme or host");
      const hsts = answer.headers.get("strict-transport-security");
      assertEquals(hsts, "max-age=63072000; includeSubDomains", path);
    }
  }
});

Deno.test("HEAD tells the length that GET would have, or none, and never that there are no bytes", async () => {
  await using portal = await testApp();
  const frame = await createFrame(portal.services);
  const entrance = createEntrance(frame, () => Promise.resolve(portal.app));
  await entrance.open();
  await using server = await listen(entrance.fetch);
  const lengthOf = async (path: string, accepted = "") => {
    const head = `HEAD ${path} HTTP/1.1\r\nHost: localhost:8000\r\n${accepted}\r\n`;
    return /^content-length: (.*)\r$/im.exec(await say(server.port, head))?.[1];
  };
  for (const path of ["/static/app.css", "/static/htmx.min.js", "/robots.txt"]) {
    const { size } = await (await portal.app.request(`http://localhost:8000${path}`)).blob();
    assertEquals(await lengthOf(path), String(size), path);
    assertEquals(await lengthOf(path, "Accept-Encoding: gzip\r\n"), undefined, path);
  }
  for (const path of ["/zona-ser", "/nada", "/pagos", "/health"]) {
    assertEquals(await lengthOf(path), undefined, path);
  }
});

async function listen(handle: (request: Request) => Response | Promise<Response>) {
  const started = Promise.withResolvers<number>();
  const server = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: ({ port }) => started.resolve(port),
  }, (request) => handle(request));
  const port = await started.promise;
  return { port, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** Sends bytes as they are, and reads until the head of the answer is whole or the line is closed. */
async function say(port: number, request: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(request));
  let answer = "";
  const buffer = new Uint8Array(65_536);
  while (!answer.includes("\r\n\r\n")) {
    const count = await connection.read(buffer).catch(() => null);
    if (count === null) break;
    answer += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return answer;
}
