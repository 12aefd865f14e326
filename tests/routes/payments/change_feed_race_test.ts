import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { createRateLimit } from "../../../lib/rate_limit.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { run } from "../../db/support/process.ts";
import { A, ORIGIN, type TestApp, testApp } from "../../support/app.ts";

type Voucher = { documentNumber: string };
type Change = {
  change: string;
  documentNumber: string;
  voucher: Voucher | null;
};
type Page = { items: Change[]; nextCursor: string; hasMore: boolean };

const TOKEN = `zs_${"x".repeat(32)}`;
const ROUNDS = 6;
const MAX_TRIES = 5;

Deno.test("whoever follows the cursor while two processes publish, correct, annul and undo has, in the end, what the table has, and saw no change twice", async () => {
  // It asks without a pause, as no program may.
  const tokenLimit = createRateLimit(Number.MAX_SAFE_INTEGER, 60_000);
  await using portal = await testApp([], {}, { tokenLimit });
  const ask = await reader(portal);
  const { url, authToken = "" } = portal.address;
  const state = { isOver: false };
  const publishers = Promise.all(
    ["P", "Q"].map((name) =>
      run("tests/db/support/publisher.ts", [name, String(ROUNDS), url, authToken], {})
    ),
  ).finally(() => state.isOver = true);
  const copy = new Map<string, Voucher>();
  const seen: string[] = [];
  const words = new Set<string>();
  let cursor = "";
  for (let wasOver = false; !wasOver;) {
    wasOver = state.isOver;
    for (let hasMore = true; hasMore;) {
      const page: Page = await ask(`/vouchers?updatedSince=${cursor}&perPage=3`);
      for (const item of page.items) {
        const { change, documentNumber, voucher } = item;
        // Two processes may begin a change of one voucher in the same millisecond.
        seen.push(JSON.stringify(item));
        words.add(change);
        if (voucher) copy.set(documentNumber, voucher);
        else copy.delete(documentNumber);
      }
      [cursor, hasMore] = [page.nextCursor, page.hasMore];
    }
  }
  const ends = await publishers;
  for (const { code, stdout, stderr } of ends) {
    assertEquals(code, 0, stderr);
    const done: { published: number; undone: number } = JSON.parse(stdout);
    assert(done.published >= ROUNDS && done.undone > 0, stdout);
  }
  assertEquals(new Set(seen).size, seen.length);
  assert(words.has("removed"), [...words].join());
  const { items }: { items: Voucher[] } = await ask(`/vouchers?${EVERY}`);
  assertEquals([...copy.values()].toSorted(byNumber), items.toSorted(byNumber));
  assertEquals(await ask(`/vouchers?updatedSince=${cursor}`), {
    items: [],
    nextCursor: cursor,
    hasMore: false,
  });
});

const EVERY = "from=2026-03-01&to=2026-03-31&perPage=1000";

function byNumber(one: Voucher, other: Voucher): number {
  return one.documentNumber < other.documentNumber ? -1 : 1;
}

async function reader({ app, db }: TestApp) {
  const token = { nit: A, name: "nocturno", tokenSha256: sha256(TOKEN), createdAt: 0 };
  await createApiToken(db, { ...token, expiresOn: null });
  const headers = { authorization: `Bearer ${TOKEN}` };
  const request = (path: string) => app.request(`${ORIGIN}/api/v1${path}`, { headers });
  return async (path: string) => {
    let answer = await request(path);
    // A busy server answers too late; a program asks again.
    for (let tries = 1; answer.status === 503 && tries < MAX_TRIES; tries++) {
      await answer.body?.cancel();
      answer = await request(path);
    }
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return await answer.json();
  };
}
