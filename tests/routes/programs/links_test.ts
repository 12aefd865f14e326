import { assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, ORIGIN, testApp } from "../../support/app.ts";
import { load, somePlaces } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";

const TOKEN = `zs_${"l".repeat(32)}`;
const MARCH = "from=2026-03-01&to=2026-03-31";

/** Each rel of a Link header, with its path and query under the portal's own origin. */
function linksOf(answer: Response): Record<string, string> {
  const links = (answer.headers.get("link") ?? "").matchAll(/<([^>]*)>; rel="(\w+)"/g);
  return Object.fromEntries(
    [...links].map(([, url = "", rel = ""]) => [rel, url.replace(`${ORIGIN}/api/v1`, "")]),
  );
}

Deno.test("a list says where its other pages are, and each of them is one of its pages", async () => {
  await using portal = await testApp(somePayments());
  await load(portal.db, somePlaces());
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(TOKEN) });
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const answer = await portal.app.request(`${ORIGIN}/api/v1${path}`, { headers });
    assertEquals(answer.status, 200, path);
    return answer;
  };
  const lines = (page: number) => `/vouchers/1002/settlements?page=${page}`;
  assertEquals(linksOf(await get(lines(2))), {
    first: lines(1),
    prev: lines(1),
    next: lines(3),
    last: lines(3),
  });
  assertEquals(linksOf(await get(lines(1))), { first: lines(1), next: lines(2), last: lines(3) });
  assertEquals(linksOf(await get(lines(9))), { first: lines(1), prev: lines(3), last: lines(3) });
  const one = await get("/vouchers/1002/settlements");
  assertEquals(linksOf(one).next, lines(2));
  for (
    const path of [
      `/vouchers?${MARCH}&perPage=2`,
      `/settlements?${MARCH}`,
      "/public/delivery-points?perPage=1",
    ]
  ) {
    const seen: unknown[] = [];
    let total = 0;
    for (let next: string | undefined = path; next !== undefined && seen.length < 100;) {
      const answer: Response = await get(next);
      const list = await answer.json();
      seen.push(...list.items.map((item: unknown) => JSON.stringify(item)));
      [total, next] = [list.total, linksOf(answer).next];
    }
    assertEquals([seen.length, new Set(seen).size], [total, total], path);
  }
});

Deno.test("what changed since a cursor goes on where the link says, until there is no more", async () => {
  await using portal = await testApp(somePayments());
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(TOKEN) });
  const headers = { authorization: `Bearer ${TOKEN}` };
  const sizes: number[] = [];
  let next: string | undefined = "/vouchers?updatedSince=&perPage=2";
  while (next !== undefined && sizes.length < 10) {
    const answer: Response = await portal.app.request(`${ORIGIN}/api/v1${next}`, { headers });
    sizes.push((await answer.json()).items.length);
    next = linksOf(answer).next;
  }
  assertEquals(sizes, [2, 2, 1]);
});
