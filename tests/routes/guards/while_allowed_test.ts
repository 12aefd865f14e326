import { assertEquals, assertStringIncludes } from "@std/assert";
import { PART_BYTES, storeFile } from "../../../db/files.ts";
import { createApiToken } from "../../../db/programs/tokens.ts";
import {
  apiTokens,
  fileParts,
  files,
  loads,
  memberships,
  sessions,
  webhooks,
} from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, NOW, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { aCase, CASE, DOCUMENT } from "../../support/attention/cases.ts";
import { codeOf, formOf, LOADS, onePayment, staffScript } from "../../support/uploads.ts";

const PQRS = "/afiliados/atencion/pqrs";
const WEBHOOKS = "/cuenta/programas/avisos";
const SLOW_MS = 5000;

Deno.test("whoever came by radicado and document gets a file whole, on a slow line, too", async () => {
  await using portal = await testApp();
  const parts = [1, 2, 3].map((number) => new Uint8Array(PART_BYTES).fill(number));
  const size = parts.length * PART_BYTES;
  const file = await storeFile(portal.db, { name: "a.pdf", kind: "pdf", size, parts }, NOW);
  await aCase(portal.db, { fileIds: [file] });
  const browser = portal.browser();
  await (await browser.post(`${PQRS}/estado`, { radicado: CASE, clave: DOCUMENT })).body?.cancel();
  const answer = await browser.get(`${PQRS}/${CASE}/adjuntos/${file}`);
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    portal.clock.nowMs += SLOW_MS;
  }
  assertEquals(bytes, size);
});

Deno.test("S9: files whose sender lost her access while they came in make no load, and leave nothing", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const tables = [loads, files, fileParts];
  const counts = () => Promise.all(tables.map((table) => db.$count(table)));
  const before = await counts();
  const to = await uploadSlowly(portal, () => db.update(sessions).set({ endedAt: NOW }));
  assertStringIncludes(to, "/zona-ser");
  assertEquals(await counts(), before);
});

Deno.test("a session does not run out over files that take longer to come in", async () => {
  await using portal = await testApp();
  const to = await uploadSlowly(portal, () => {
    portal.clock.nowMs += 45 * 60 * 1000;
    return Promise.resolve();
  });
  assertStringIncludes(to, `${LOADS}/`);
  await portal.services.background.settled();
});

Deno.test("S9: a form whose sender was taken out of the team while it came in does nothing", async () => {
  await using portal = await testApp([], { allowsLoopback: true });
  const { db } = portal;
  const member = await portal.signInMember("administrador");
  const csrf = await codeOf(member, WEBHOOKS);
  const form = { accion: "crear", direccion: "http://127.0.0.1:1/", anulado: "si", csrf };
  const send = async (happen: () => Promise<unknown>) => {
    const sent = new TextEncoder().encode(`${new URLSearchParams(form)}`);
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": `${sent.length}`,
    };
    const answer = await member.upload(WEBHOOKS, slowly(portal, sent, happen), headers);
    await answer.body?.cancel();
    return [answer.status, await db.$count(webhooks)];
  };
  assertEquals(await send(() => Promise.resolve()), [200, 1]);
  const takeOut = () => db.update(memberships).set({ revokedAt: NOW });
  assertEquals(await send(takeOut), [303, 1]);
});

Deno.test("S9: a request whose token was revoked while it came in publishes nothing and is told nothing", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const [loader, publisher] = [await staffScript(portal), await staffScript(portal)];
  const sent = await loader.ask("POST", "/loads", { body: formOf("", onePayment()) });
  const { id } = await sent.json();
  const token = `zs_${"t".repeat(30)}`;
  const ofProvider = { nit: A, name: "ERP", expiresOn: null, createdAt: 0 };
  await createApiToken(db, { ...ofProvider, tokenSha256: sha256(token) });
  const statusOf = async (bearer: string, path: string, sent: object) => {
    const bytes = new TextEncoder().encode(JSON.stringify(sent));
    const revoke = () => db.update(apiTokens).set({ revokedAt: NOW });
    const answer = await portal.app.request(`${ORIGIN}/api/v1${path}`, {
      method: "POST",
      body: slowly(portal, bytes, revoke),
      headers: { authorization: `Bearer ${bearer}`, "content-length": `${bytes.length}` },
    });
    await answer.body?.cancel();
    await db.update(apiTokens).set({ revokedAt: null });
    return answer.status;
  };
  const list = { invoices: [{ number: "FEV-2001", amount: "1000.00" }] };
  assertEquals(await statusOf(token, "/reconciliations", list), 401);
  const publication = { controlTotal: "1000.00" };
  assertEquals(await statusOf(publisher.token, `/loads/${id}/publish`, publication), 401);
});

/** Uploads payment files of which the second half comes after what happens; answers where it led to. */
async function uploadSlowly(portal: TestApp, happen: () => Promise<unknown>): Promise<string> {
  const loader = await portal.signInStaff("tesoreria");
  const form = new Response(formOf(await codeOf(loader), onePayment()));
  const headers = { "content-type": form.headers.get("content-type") ?? "", origin: ORIGIN };
  const slow = slowly(portal, await form.bytes(), happen);
  const answer = await loader.upload(LOADS, slow, headers);
  await answer.body?.cancel();
  return answer.headers.get("location") ?? "";
}

/** A body of which the second half comes after what happens. */
function slowly({ clock }: TestApp, bytes: Uint8Array, happen: () => Promise<unknown>) {
  const middle = bytes.length >> 1;
  return ReadableStream.from((async function* () {
    yield bytes.subarray(0, middle);
    clock.nowMs += SLOW_MS;
    await happen();
    yield bytes.subarray(middle);
  })());
}
