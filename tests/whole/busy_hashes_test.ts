import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { A, createAccount, ORIGIN, PASSWORD, type TestApp, testApp } from "../support/app.ts";
import { countHashes, REAL_PASSWORDS } from "../support/hashes.ts";

Deno.test("A11: of 200 sign-ins at once a core hashes, sixty wait, the rest get 503, a few in a turn", async () => {
  await using portal = await testApp([], {}, { passwords: REAL_PASSWORDS });
  using hashes = countHashes();
  using turns = countTurns();
  const answers = crowd(portal, 200);
  const refusedIn = answers.map((answer) =>
    answer.then(({ status }) => status === 503 ? [turns.count()] : [])
  );
  const order: string[] = [];
  const asked = answers.map((answer) => answer.then(({ status }) => void order.push(`${status}`)));
  const health = await portal.app.request(`${ORIGIN}/health`);
  order.push(await health.text());
  await Promise.all(asked);
  const refused = await Promise.all(answers).then((all) =>
    all.filter(({ status }) => status === 503)
  );
  const atOnce = Math.min(2, Math.max(1, navigator.hardwareConcurrency - 1));
  assertEquals([hashes.atOnce, hashes.total], [atOnce, atOnce + 60]);
  assertEquals(refused.length, 140 - atOnce);
  const perTurn = Map.groupBy((await Promise.all(refusedIn)).flat(), (turn) => turn);
  const most = Math.max(...perTurn.values().map((turn) => turn.length));
  assert(most <= MAX_REFUSED_IN_A_TURN, `${most} in one turn, and nobody else meanwhile`);
  for (const answer of refused) {
    assertEquals(answer.headers.get("retry-after"), "30");
    assertStringIncludes(await answer.text(), "Inténtelo de nuevo en unos minutos.");
  }
  assert(order.indexOf("ok") < order.lastIndexOf("422"), "health did not wait for the hashes");
});

Deno.test("A11: a sign-in that was refused with 503 counts as no attempt", async () => {
  await using portal = await testApp([], {}, { passwords: REAL_PASSWORDS });
  await createAccount(portal.services, A);
  const own = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  const one = portal.browser("10.3.0.1");
  const others = crowd(portal, 80);
  const refused = await Promise.all(Array.from({ length: 9 }, () => one.post("/zona-ser", own)));
  assertEquals(refused.map(({ status }) => status), Array.from({ length: 9 }, () => 503));
  await Promise.all(others);
  for (let tries = 0; tries < 9; tries++) {
    const wrong = await one.post("/zona-ser", { ...own, contrasena: "otra frase cualquiera" });
    assertEquals(wrong.status, 422, `try ${tries}`);
  }
  assertEquals((await one.post("/zona-ser", own)).status, 303);
});

/** One after another; a timer of the test may come a few of them late. */
const MAX_REFUSED_IN_A_TURN = 10;

/** Counts the turns of the event loop in which others may be answered. */
function countTurns(): Disposable & { count: () => number } {
  let count = 0;
  const timer = setInterval(() => count++, 0);
  return { count: () => count, [Symbol.dispose]: () => clearInterval(timer) };
}

/** Sign-ins of as many users from as many places, all at once. */
function crowd(portal: TestApp, size: number): Promise<Response>[] {
  return Array.from({ length: size }, (_, index) => {
    const usuario = `persona${index}@ips.example`;
    const form = { tipo: "prestador", usuario, contrasena: "una frase cualquiera" };
    return portal.browser(`10.2.0.${index}`).post("/zona-ser", form);
  });
}
