import { assert, assertEquals } from "@std/assert";
import { A, type TestApp, testApp } from "../../support/app.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { recordTrips } from "../../db/support/recorder.ts";
import { createApp } from "../../../routes/app.tsx";

const EMBEDS = [
  ["cross-site", "no-cors", "image"],
  ["cross-site", "no-cors", "script"],
  ["cross-site", "navigate", "iframe"],
  ["cross-site", "navigate", "object"],
  ["cross-site", "cors", "empty"],
  ["same-site", "no-cors", "image"],
  ["no such site", "navigate", "frame"],
].map(([site = "", mode = "", dest = ""]) => ({
  "sec-fetch-site": site,
  "sec-fetch-mode": mode,
  "sec-fetch-dest": dest,
}));

Deno.test("E3: what another site embeds or fetches is refused, signed in or not, with one answer", async () => {
  await using portal = await testApp(somePayments());
  const [signedIn, stranger] = [await portal.signIn(A), portal.browser()];
  for (const path of readableAddresses(portal)) {
    for (const headers of EMBEDS) {
      const [own, other] = await Promise.all([signedIn, stranger].map(async (browser) => {
        const answer = await browser.get(path, headers);
        return [answer.status, answer.headers.get("location"), (await answer.text()).length];
      }));
      assertEquals(own, other, `${path} ${JSON.stringify(headers)}`);
      assertEquals(own?.[0], 403, `${path} ${JSON.stringify(headers)}`);
    }
  }
});

Deno.test("E3: a refused embed never reaches the database", async () => {
  await using portal = await testApp(somePayments());
  const signedIn = await portal.signIn(A);
  await portal.services.background.settled();
  const { db, trips } = recordTrips(portal.db);
  const app = await createApp({ ...portal.services, db });
  const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, ...EMBEDS[0] };
  const answer = await app.request("http://localhost:8000/pagos", { headers });
  assertEquals(answer.status, 403);
  await answer.body?.cancel();
  await portal.services.background.settled();
  assert(trips.flat().every(({ sql }) => /audit_events/.test(sql)), JSON.stringify(trips));
});

Deno.test("E3: a link, a bookmark and our own pages open everything as before", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const visits: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    { "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
    {},
  ];
  for (const headers of visits) {
    const answer = await browser.get(`/pagos?${ALL_MARCH}`, headers);
    assertEquals(answer.status, 200, JSON.stringify(headers));
    await answer.body?.cancel();
  }
});

Deno.test("E3: no answer may be embedded by another origin, and its window is cut off from ours", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  for (const path of readableAddresses(portal)) {
    const { headers, body } = await browser.get(path);
    assertEquals(headers.get("cross-origin-resource-policy"), "same-origin", path);
    assertEquals(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assertEquals(headers.get("x-frame-options"), "DENY", path);
    await new Response(body).arrayBuffer();
  }
});

/** Every address that a page asks by GET, but for those that machines ask. */
function readableAddresses({ app }: TestApp): string[] {
  const paths = app.routes.filter(({ method }) => method === "GET").map(({ path }) => path)
    .filter((path) => !/^\/(api|health|ready|robots|static)/.test(path));
  assert(paths.length > 20);
  return [...new Set(paths)].map((path) => path.replace(/:\w+/, "1001"));
}
