import { assertEquals } from "@std/assert";
import { gzip } from "node:zlib";
import { promisify } from "node:util";
import { createWebhookSender, type SenderOptions } from "../../../lib/webhook/send.ts";
import { certificates } from "../../support/webhooks/certificates.ts";
import { testSender } from "../../support/webhooks/webhooks.ts";
import { type Answering, receiver, status, write } from "../../support/webhooks/receiver.ts";

const { ca } = await certificates();
const ofLoopback = (changes: Partial<SenderOptions> = {}) => testSender(ca, changes);
const MESSAGE = {
  headers: { "webhook-id": "msg_1", "content-type": "application/json" },
  body: "{}",
};

Deno.test("a message goes by TLS to the address that its name had, under that name", async () => {
  await using hook = await receiver(status(202));
  const body = '{"documento":"N° 1"}';
  assertEquals(await ofLoopback()({ ...MESSAGE, url: `${hook.url}?a=b`, body }), { status: 202 });
  const [request] = hook.received;
  assertEquals(
    [
      request?.line,
      request?.body,
      request?.headers.get("host"),
      request?.headers.get("webhook-id"),
    ],
    ["POST /aviso?a=b HTTP/1.1", body, `erp.ips.example:${hook.port}`, "msg_1"],
  );
});

Deno.test("by http this machine alone is sent to, where the operator allows it", async () => {
  await using hook = await receiver(status(204), { isPlain: true });
  assertEquals(await ofLoopback()({ ...MESSAGE, url: hook.url }), { status: 204 });
  const strict = createWebhookSender({ allowsLoopback: false });
  assertEquals(await strict({ ...MESSAGE, url: hook.url }), { fault: "target" });
  assertEquals(hook.connectionCount(), 1);
});

Deno.test("J12: a name is asked for once, and the connection is made to that answer", async () => {
  await using hook = await receiver(status(204));
  await using other = await receiver(status(204), { hostname: "127.0.0.2", port: hook.port });
  const answers = ["127.0.0.1", "127.0.0.2", "127.0.0.2"];
  const asked: string[] = [];
  const resolve = (name: string) => {
    asked.push(name);
    return Promise.resolve(answers.splice(0, 1));
  };
  const send = ofLoopback({ resolve });
  assertEquals(await send({ ...MESSAGE, url: hook.url }), { status: 204 });
  assertEquals([asked, hook.received.length, other.connectionCount()], [["erp.ips.example"], 1, 0]);
});

Deno.test("J12: a name that leads, or also leads, to this network gets no connection", async () => {
  await using hook = await receiver(status(204));
  const nets = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::1",
  ];
  for (const net of nets) {
    for (const addresses of [[net], ["8.8.8.8", net], [net, "8.8.8.8"]]) {
      const send = ofLoopback({
        allowsLoopback: false,
        resolve: () => Promise.resolve(addresses),
      });
      const url = "https://erp.ips.example:8443/";
      assertEquals(await send({ ...MESSAGE, url }), { fault: "notPublic" }, addresses.join());
    }
  }
  assertEquals(hook.connectionCount(), 0);
});

Deno.test("a name without an address, and one whose search fails, is unknown", async () => {
  const url = "https://erp.ips.example/";
  const none = ofLoopback({ resolve: () => Promise.resolve([]) });
  const failing = ofLoopback({ resolve: () => Promise.reject(new Error("SERVFAIL")) });
  assertEquals(await none({ ...MESSAGE, url }), { fault: "unknownName" });
  assertEquals(await failing({ ...MESSAGE, url }), { fault: "unknownName" });
});

Deno.test("a name server that never answers holds nobody", async () => {
  const send = ofLoopback({ resolve: () => new Promise(() => {}), timeoutMs: 50 });
  const url = "https://erp.ips.example/";
  assertEquals(await send({ ...MESSAGE, url }), { fault: "timeout" });
});

Deno.test("a certificate of another name, or of nobody that is known, is refused", async () => {
  await using hook = await receiver(status(204));
  const url = `https://otra.ips.example:${hook.port}/`;
  assertEquals(await ofLoopback()({ ...MESSAGE, url }), { fault: "certificate" });
  const unknowing = createWebhookSender({
    allowsLoopback: true,
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  assertEquals(await unknowing({ ...MESSAGE, url: hook.url }), { fault: "certificate" });
  assertEquals(hook.received.length, 0);
});

Deno.test("J12: a redirect is an answer and is not followed", async () => {
  await using other = await receiver(status(204), { isPlain: true });
  for (const code of [301, 302, 303, 307, 308]) {
    await using hook = await receiver(status(code, `location: ${other.url}\r\n`));
    assertEquals(await ofLoopback()({ ...MESSAGE, url: hook.url }), { status: code });
  }
  assertEquals(other.connectionCount(), 0);
});

Deno.test("nobody listens: unreachable", async () => {
  const gone = await receiver();
  const { url } = gone;
  await gone[Symbol.asyncDispose]();
  assertEquals(await ofLoopback()({ ...MESSAGE, url }), { fault: "unreachable" });
});

/** Goes on and on with a piece until the other side closes. */
function endless(head: string, piece: string): Answering {
  return async (conn) => {
    await write(conn, head);
    for (;;) await write(conn, piece);
  };
}

const OK = "HTTP/1.1 200 OK\r\n";

Deno.test("an answer without end counts by its status and is not read on", async () => {
  const heads = [`${OK}\r\n`, `${OK}content-length: 99999999999\r\n\r\n`];
  for (const head of heads) {
    await using hook = await receiver(endless(head, "x".repeat(10_000)));
    assertEquals(await ofLoopback()({ ...MESSAGE, url: hook.url }), { status: 200 });
  }
});

Deno.test("a bomb is not unpacked", async () => {
  const bomb = await promisify(gzip)(new Uint8Array(20_000_000));
  const head = `${OK}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
  await using hook = await receiver(async (conn) => {
    await write(conn, head);
    const writer = conn.writable.getWriter();
    await writer.write(new Uint8Array(bomb));
    writer.releaseLock();
  });
  assertEquals(await ofLoopback()({ ...MESSAGE, url: hook.url }), { status: 200 });
  assertEquals(hook.received[0]?.headers.get("accept-encoding"), "identity");
});

/** Answers that never end, in ways that keep whoever waits in hope. */
const SLOW: Record<string, Answering> = {
  "says nothing": (conn) => silence(conn),
  "ends no headers": async (conn) => {
    await write(conn, `${OK}x-`);
    await silence(conn);
  },
  "asks to go on for ever": endless("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
  "lets its body drip": async (conn) => {
    await write(conn, `${OK}content-length: 10\r\n\r\nx`);
    await silence(conn);
  },
};

/** Reads until the other side closes. */
async function silence(conn: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(100);
  while (await conn.read(buffer) !== null);
}

Deno.test("a server that keeps one waiting is left after a while, and its connection closed", async () => {
  await Promise.all(
    Object.entries(SLOW).map(async ([what, answer]) => {
      const closed = Promise.withResolvers<void>();
      await using hook = await receiver(async (conn, request, count) => {
        await answer(conn, request, count).catch(() => {});
        closed.resolve();
      });
      const send = ofLoopback({ timeoutMs: 1500 });
      assertEquals(await send({ ...MESSAGE, url: hook.url }), { fault: "timeout" }, what);
      // A machine that is too busy to have sent anything by then has nothing to close.
      if (hook.received.length > 0) await closed.promise;
    }),
  );
});

/** What is no answer. */
const BAD: Record<string, string> = {
  "no HTTP": "SSH-2.0-OpenSSH_9.6\r\n",
  "no status": "HTTP/1.1 OK\r\n\r\n",
  "more headers than fit": `${OK}${"x-y: zzzzzzzz\r\n".repeat(20_000)}\r\n`,
  "another protocol": "HTTP/1.1 101 Upgrade\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
  "nothing": "",
};

for (const [what, text] of Object.entries(BAD)) {
  Deno.test(`an answer that has ${what} is none`, async () => {
    await using hook = await receiver(async (conn) => {
      await write(conn, text);
    });
    const answer = await ofLoopback()({ ...MESSAGE, url: hook.url });
    const fault = "fault" in answer ? answer.fault : answer.status;
    assertEquals(fault === "badAnswer" || fault === "unreachable", true, String(fault));
  });
}

Deno.test("a second answer behind the first is nobody's", async () => {
  const two = `${OK}content-length: 0\r\n\r\nHTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n`;
  await using hook = await receiver((conn) => write(conn, two));
  const send = ofLoopback();
  for (const _time of [1, 2]) {
    assertEquals(await send({ ...MESSAGE, url: hook.url }), { status: 200 });
  }
  assertEquals(hook.connectionCount(), 2);
});

Deno.test("line breaks in an address make no headers", async () => {
  await using hook = await receiver(status(204));
  const url = `${hook.url}?x=%0d%0aX-Evil:1\r\nX-Evil: 2`;
  await ofLoopback()({ ...MESSAGE, url });
  assertEquals(hook.received.map(({ headers }) => headers.get("x-evil")), [null]);
});
