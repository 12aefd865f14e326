import { assertEquals, assertRejects } from "@std/assert";
import { Hono } from "hono";
import { letOthersRun } from "../../lib/turn.ts";
import { afterAnswer } from "../../routes/after_answer.ts";
import type { Env } from "../../routes/context.ts";
import { passwordResets } from "../../db/schema.ts";
import { A, createAccount, ORIGIN, type TestApp, testApp } from "../support/app.ts";

const CEDULA = "10678452101";
const CHOSEN = "otra frase cualquiera";
const REGISTRATION = [
  { paso: "nit", nit: A },
  { paso: "cedula", cedula: CEDULA },
  { paso: "cuenta", politicas: "si", contrasena: CHOSEN, confirmacion: CHOSEN },
];

/** The portal behind a real server, and in which order the last answer and its mail went. */
async function serve() {
  const order: string[] = [];
  const started = Promise.withResolvers<TestApp>();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request, info) => {
      order.length = 0;
      info.completed.then(() => order.push("answer"));
      return (await started.promise).app.fetch(request, info);
    },
  );
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const mailer = { send: () => Promise.resolve(void order.push("mail")) };
  const portal = await testApp([], { baseUrl: origin }, { mailer });
  started.resolve(portal);
  let cookie = "";
  return {
    order,
    portal,
    async post(path: string, form: Record<string, string>) {
      const headers = { origin, cookie };
      const body = new URLSearchParams(form);
      const method = "POST";
      const answer = await fetch(origin + path, { method, headers, body, redirect: "manual" });
      cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
      await answer.body?.cancel();
      await portal.services.background.settled();
      return answer.status;
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await portal[Symbol.asyncDispose]();
    },
  };
}

Deno.test("A14: a link to a new password is made and mailed after the answer has gone", async () => {
  await using server = await serve();
  await createAccount(server.portal.services, A);
  assertEquals(await server.post("/clave", { usuario: A }), 200);
  assertEquals(server.order, ["answer", "mail"]);
});

Deno.test("A14: until the answer has gone, no link is made", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const gone = Promise.withResolvers<void>();
  const request = new Request(`${ORIGIN}/clave`, {
    method: "POST",
    headers: { origin: ORIGIN },
    body: new URLSearchParams({ usuario: A }),
  });
  const answer = await portal.app.fetch(request, { completed: gone.promise });
  assertEquals([answer.status, (await portal.db.select().from(passwordResets)).length], [200, 0]);
  gone.reject(new Error("the visitor left"));
  await portal.services.background.settled();
  assertEquals((await portal.db.select().from(passwordResets)).length, 1);
  assertEquals(portal.mails.length, 1);
});

Deno.test("A14: work behind an answer begins in a later turn, when the runtime has written the answer", async () => {
  await using portal = await testApp();
  let hasBegun = false;
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("services", portal.services);
    await next();
  });
  app.get("/", (c) => {
    afterAnswer(c, () => Promise.resolve(void (hasBegun = true)));
    return c.text("");
  });
  await app.fetch(new Request(ORIGIN), { completed: Promise.resolve() });
  for (let count = 0; count < 100; count++) await Promise.resolve();
  assertEquals(hasBegun, false);
  await portal.services.background.settled();
  assertEquals(hasBegun, true);
});

Deno.test("work behind an answer that fails is an error of the test that asked, at its end, and of no other", async () => {
  const portal = await testApp();
  portal.services.background.run(() => Promise.reject(new RangeError("too late")));
  await letOthersRun();
  await portal.services.background.settled();
  await assertRejects(async () => await portal[Symbol.asyncDispose](), RangeError, "too late");
});

Deno.test("R3: a registration, and its link sent again, are mailed after the answer has gone", async () => {
  await using server = await serve();
  for (const form of REGISTRATION) assertEquals(await server.post("/registro", form), 303);
  assertEquals(server.order, ["answer", "mail"]);
  assertEquals(await server.post("/registro", { paso: "reenviar" }), 200);
  assertEquals(server.order, ["answer", "mail"]);
});
