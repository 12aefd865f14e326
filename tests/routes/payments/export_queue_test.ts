import { assert, assertEquals, assertMatch } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { createQueues } from "../../../routes/queues.ts";
import { csrfOf, NOW, ORIGIN, testApp } from "../../support/app.ts";
import { A, B } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const EXPORT = `/export.xlsx?${ALL_MARCH}`;
const IN_OWN_LINE = 4;
const IN_ALL = 3 + 20;

Deno.test("D8: of one person one download is made, four wait and the next is told to come again; others get theirs, and a closed tab frees the place", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const open = await browser.get(EXPORT);
  assertEquals(open.status, 200);
  const inTurn: Response[] = [];
  const sent = Array.from({ length: IN_OWN_LINE + 1 }, async () => {
    const answer = await browser.get(EXPORT);
    inTurn.push(answer);
    return answer;
  });
  const refused = await Promise.race(sent);
  assertEquals([refused.status, inTurn.length], [429, 1]);
  assert(Number(refused.headers.get("retry-after")) > 0);
  assertMatch(await refused.text(), /Espere un momento.*hacemos una a la vez/s);
  const others = await (await portal.signIn(B)).get(EXPORT);
  assertEquals(others.status, 200, "another person's is made meanwhile");
  const page = await browser.get(`/pagos?${ALL_MARCH}`);
  assertEquals(page.status, 200, "whoever looks at pages does not wait");
  for (const { body } of [others, page]) await body?.cancel();
  await open.body?.cancel();
  const statuses = sent.map(async (one) => {
    const answer = await one;
    if (answer !== refused) await answer.arrayBuffer();
    return answer.status;
  });
  assertEquals(
    (await Promise.all(statuses)).filter((status) => status === 200).length,
    IN_OWN_LINE,
  );
});

Deno.test("D8: all programs of a provider have one place, however many tokens it has", async () => {
  await using portal = await testApp(somePayments());
  const ask = async (name: string) => {
    const token = `zs_${sha256(name).slice(0, 32)}`;
    const kept = {
      nit: A,
      name,
      tokenSha256: sha256(token),
      createdAt: NOW,
      expiresOn: null,
    };
    await createApiToken(portal.db, kept);
    const headers = { authorization: `Bearer ${token}` };
    return await portal.app.request(`${ORIGIN}/api/v1${EXPORT}`, { headers });
  };
  const open = await ask("first");
  assertEquals(open.status, 200);
  const sent = Array.from({ length: IN_OWN_LINE + 1 }, (_, index) => ask(`another ${index}`));
  const refused = await Promise.race(sent);
  assertEquals(refused.status, 429);
  assertMatch(await refused.text(), /hacemos una a la vez/);
  await open.body?.cancel();
  // Whose turn comes next is read at once: the requests need not have come in the order of their names.
  await Promise.all(sent.map(async (one) => {
    const answer = await one;
    if (answer !== refused) await answer.arrayBuffer();
  }));
});

Deno.test("D8: three accounts that read a little now and then keep nobody from a download, and get all of theirs", async () => {
  const queues = createQueues({ placeMs: 0, endMs: 60_000 });
  await using portal = await testApp(somePayments(), {}, { queues });
  const other = await portal.signIn(B);
  const otherGetsHers = async () => {
    const answer = await other.get(EXPORT);
    assertEquals([answer.status, (await answer.bytes()).length > 5000], [200, true]);
  };
  const slow = [];
  for (let number = 0; number < 3; number++) {
    const { body } = await (await portal.signInMember("contador")).get(`/export.csv?${ALL_MARCH}`);
    if (!body) throw new Error("no body");
    slow.push(body.pipeThrough(new TextDecoderStream()).getReader());
  }
  await otherGetsHers();
  const texts = await Promise.all(slow.map(async (reader) => (await reader.read()).value ?? ""));
  await otherGetsHers();
  for (const [index, reader] of slow.entries()) {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      texts[index] += part.value;
    }
  }
  for (const text of texts) assertMatch(text, /^.*Comprobante.*FEV-000001.*CBS142.*\r\n$/s);
});

Deno.test("D8: where the places and the line are full of others, the next is told to come again, and a PDF is made", async () => {
  await using portal = await testApp(somePayments());
  const { downloads } = portal.services.queues;
  const places = Array.from({ length: IN_ALL }, (_, index) => downloads.enter(`other ${index}`));
  const browser = await portal.signIn(A);
  const refused = await browser.get(EXPORT);
  assertEquals(refused.status, 503);
  assert(Number(refused.headers.get("retry-after")) > 0);
  assertMatch(await refused.text(), /Inténtelo de nuevo en unos minutos/);
  const affiliate = await portal.signInAffiliate({ state: "AC" });
  const csrf = csrfOf(await (await affiliate.get("/afiliados/certificado")).text());
  const paper = await affiliate.post("/afiliados/certificado", { csrf });
  assertEquals(paper.headers.get("content-type"), "application/pdf");
  await paper.body?.cancel();
  for (const place of places) (await place).end();
});
