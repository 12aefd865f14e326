import { assert, assertEquals, assertMatch } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const AT_ONCE = 3;
const IN_LINE = 20;
const EXPORT = `/export.xlsx?${ALL_MARCH}`;

Deno.test("D8: of many downloads at once three are made, twenty wait, the next is told to come again, and a closed tab frees its place", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const open = [];
  for (let count = 0; count < AT_ONCE; count++) open.push(await browser.get(EXPORT));
  assertEquals(open.map(({ status }) => status), [200, 200, 200]);
  const inTurn: Response[] = [];
  const sent = Array.from({ length: IN_LINE + 1 }, async () => {
    const answer = await browser.get(EXPORT);
    inTurn.push(answer);
    return answer;
  });
  const refused = await Promise.race(sent);
  assertEquals([refused.status, inTurn.length], [503, 1]);
  assert(Number(refused.headers.get("retry-after")) > 0);
  assertMatch(await refused.text(), /Inténtelo de nuevo en unos minutos/);
  const page = await browser.get(`/pagos?${ALL_MARCH}`);
  assertEquals(page.status, 200, "whoever looks at pages does not wait");
  await page.body?.cancel();
  const waiting = sent.map((one) => one.then((answer) => answer === refused ? never : answer));
  await open.shift()?.body?.cancel();
  const next = await Promise.race(waiting);
  assertEquals([next.status, inTurn.length], [200, 2]);
  for (const { body } of [next, ...open]) await body?.cancel();
  const others = sent.map(async (one) => {
    const answer = await one;
    if (answer !== refused && answer !== next) await answer.arrayBuffer();
    return answer.status;
  });
  assertEquals((await Promise.all(others)).filter((status) => status === 200).length, IN_LINE);
});

const never = new Promise<Response>(() => {});
