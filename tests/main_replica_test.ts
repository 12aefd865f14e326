import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Db } from "../db/client.ts";
import { createApiToken } from "../db/programs/tokens.ts";
import { parseNit } from "../domain/nit.ts";
import { sha256 } from "../lib/secret_token.ts";
import { valueOf } from "./db/support/contents.ts";
import { csrfOf, PASSWORD, type TestBrowser } from "./support/app.ts";
import { A, load, PROVIDERS } from "./support/files.ts";
import { evenPayments } from "./support/payments.ts";
import { addPerson } from "./support/people.ts";
import { type Replicated, startReplicated } from "./support/sqld/replicated.ts";
import {
  addPeople,
  REPRESENTATIVE,
  signIn,
  signInTreasury,
} from "./support/sqld/replicated_people.ts";
import { until } from "./support/sqld/until.ts";
import { onePayment, publishAs, upload } from "./support/uploads.ts";
import { SQLD_EXISTS } from "./db/support/sqld.ts";

/* A real primary, a real replica that falls behind, is restarted and dies, and who sees what then. */

const TOKEN = `zs_${"x".repeat(32)}`;
const VOUCHERS = 43;
const PERIOD = "desde=01/03/2026&hasta=31/03/2026";
const CSV = `/export.csv?${PERIOD}`;
const STATE =
  "SELECT (SELECT sum(data_version) FROM providers), (SELECT max(id) FROM audit_events)";

const secrets: string[] = [];

async function fill(db: Db): Promise<void> {
  await load(db, [PROVIDERS(), ...evenPayments(VOUCHERS, "1000,00")]);
  secrets.push(...await addPeople(db));
  for (const email of ["ana@a.example", "eva@a.example"]) {
    await addPerson(db, { kind: "member", email }, [[A, "administrador"]]);
  }
  const nit = parseNit(A);
  assert(nit);
  const token = { tokenSha256: sha256(TOKEN), name: "prueba", expiresOn: null, createdAt: 0 };
  await createApiToken(db, { nit, ...token });
}

/** At today's clock: the portal's housekeeping drops loads that began long ago. */
async function loadNow(db: Db, paid: string): Promise<void> {
  const { status } = await load(db, evenPayments(VOUCHERS, paid), { nowMs: Date.now() });
  assertEquals(status, "published");
}

Deno.test("D4, D5: of a replica that is behind, restarted or gone, nobody is shown anything old", {
  ignore: !SQLD_EXISTS,
  sanitizeOps: false,
  sanitizeResources: false,
}, async (t) => {
  await using parts = await startReplicated(fill);
  const people = await Promise.all(
    [REPRESENTATIVE, REPRESENTATIVE, member("ana"), member("eva")].map((who) => signIn(parts, who)),
  );
  await parts.caughtUp(STATE);
  await t.step("what it has comes from it", () => answersNearby(parts));
  await parts.stream.set({ kind: "hold" });
  await t.step("a page or a file is old or new, never both", () => isNeverMixed(parts));
  await t.step("pages neither repeat nor skip a voucher", () => pagesAreWhole(parts));
  await t.step("what one has just written one sees", () => seesOwnMark(people));
  await t.step("the treasury sees its load at once, and so do providers", () => seesLoad(parts));
  await t.step("whose access ended is out at once", () => endsAtOnce(parts, people));
  await t.step("it catches up, also after it was restarted alone", () => comesBack(parts));
  await t.step("a download outlives it", () => outlives(parts));
});

function member(name: string) {
  return { tipo: "prestador", usuario: `${name}@a.example` };
}

/** A page of the vouchers, as a program gets it. */
async function askPage({ browser }: Replicated, page = 1) {
  const path = `/api/v1/vouchers?from=2026-03-01&to=2026-03-31&perPage=10&page=${page}`;
  const answer = await browser().get(path, { authorization: `Bearer ${TOKEN}` });
  assertEquals(answer.status, 200);
  const { items, total, totals } = await answer.json();
  return { items: items as { documentNumber: string; paidAmount: string }[], total, totals };
}

async function download({ browser }: Replicated): Promise<string> {
  const answer = await browser().get(`/api/v1${CSV}`, { authorization: `Bearer ${TOKEN}` });
  assertEquals(answer.status, 200);
  return await answer.text();
}

/** The primary does not answer for payments meanwhile; a replica that failed is left alone for a while. */
async function answersNearby(parts: Replicated): Promise<void> {
  await parts.far.set({ kind: "cut", to: "voucher_revisions" });
  await until(async () => (await askPage(parts)).items.length === 10);
  await parts.far.set();
}

async function isNeverMixed(parts: Replicated): Promise<void> {
  let isPublished = false;
  const publishing = loadNow(parts.db, "2000,00").then(() => isPublished = true);
  const seen = new Set<string>();
  for (let isLast = false; !isLast;) {
    isLast = isPublished;
    const [{ items, totals }, file] = await Promise.all([askPage(parts), download(parts)]);
    const amounts = new Set(items.map(({ paidAmount }) => paidAmount));
    assertEquals(amounts.size, 1);
    const [amount = ""] = amounts;
    assertEquals(Number(totals.paidAmount), VOUCHERS * Number(amount));
    const [isOld, isNew] = ["1000,00", "2000,00"].map((text) => file.includes(text));
    assert(isOld !== isNew);
    seen.add(amount);
  }
  await publishing;
  assert(seen.has("2000.00"));
}

async function pagesAreWhole(parts: Replicated): Promise<void> {
  const numbers = [];
  for (let page = 1; page <= Math.ceil(VOUCHERS / 10); page++) {
    numbers.push(...(await askPage(parts, page)).items.map((item) => item.documentNumber));
  }
  assertEquals([new Set(numbers).size, numbers.length], [VOUCHERS, VOUCHERS]);
}

async function seesOwnMark([browser]: TestBrowser[]): Promise<void> {
  assert(browser);
  const path = `/pagos/1000/trabajado?${PERIOD}`;
  const csrf = csrfOf(await (await browser.get(path)).text());
  const form = { csrf, trabajado: "si", nota: "revisado con cartera" };
  const answer = await browser.post(path, form);
  assertEquals(answer.status, 303, await answer.text());
  assertStringIncludes(await (await browser.get(path)).text(), "revisado con cartera");
}

async function seesLoad(parts: Replicated): Promise<void> {
  const [loader, publisher] = await signInTreasury(parts, secrets);
  const address = await upload(loader, onePayment("2001", "77,00"));
  const shows = async (browser: TestBrowser, text: string) =>
    (await (await browser.get(address)).text()).includes(text);
  await until(() => shows(publisher, 'name="total"'));
  assertEquals((await publishAs(publisher, address, "77,00")).status, 303);
  assert(await shows(loader, "Publicada el"));
  const list = await (await loader.get(`/funcionario/pagos/${A}?${PERIOD}`)).text();
  assertStringIncludes(list, "2001");
  assertEquals((await askPage(parts)).total, VOUCHERS + 1);
}

/** The replica has nothing of it: it would let all of them in. */
async function endsAtOnce({ db, browser }: Replicated, people: TestBrowser[]): Promise<void> {
  const [keeper, other, ana, eva] = people;
  assert(keeper && other && ana && eva);
  const statuses = () =>
    Promise.all(people.map(async (one) => {
      const answer = await one.get("/portal");
      await answer.body?.cancel();
      return answer.status;
    }));
  assertEquals(await statuses(), [200, 200, 200, 200]);
  const NEW = "un caimán verde en Ayapel";
  const csrf = csrfOf(await (await keeper.get("/cuenta")).text());
  const password = { actual: PASSWORD, contrasena: NEW, confirmacion: NEW };
  const changed = await keeper.post("/cuenta", { csrf, accion: "clave", ...password });
  assertEquals(changed.status, 303, await changed.text());
  await db.$client.execute("UPDATE users SET disabled_at = 1 WHERE email = 'ana@a.example'");
  await db.$client.execute(
    "UPDATE sessions SET ended_at = 1 WHERE user_id = (SELECT id FROM users WHERE email = 'eva@a.example')",
  );
  assertEquals(await statuses(), [200, 303, 303, 303]);
  const old = await browser().post("/zona-ser", { ...REPRESENTATIVE, contrasena: PASSWORD });
  assertEquals(old.status, 422, await old.text());
}

async function comesBack(parts: Replicated): Promise<void> {
  await parts.stream.set();
  await parts.caughtUp(STATE);
  await parts.replica.restart();
  await loadNow(parts.db, "3000,00");
  assertEquals((await askPage(parts)).items.at(-1)?.paidAmount, "3000.00");
  await parts.caughtUp(STATE);
  await answersNearby(parts);
}

async function outlives(parts: Replicated): Promise<void> {
  const whole = await download(parts);
  await parts.near.set({ kind: "hold", to: "json_each" });
  const cut = download(parts);
  await until(() => Promise.resolve(parts.near.count() > 0));
  await parts.replica.signal("SIGKILL");
  assertEquals(await cut, whole);
  assertEquals(await valueOf(parts.db, "SELECT count(*) FROM voucher_marks"), 1);
}
