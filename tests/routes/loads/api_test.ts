import { assertEquals, assertMatch } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { findLoads } from "../../../db/loads/history.ts";
import { idempotencyKeys, loads } from "../../../db/schema.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, ORIGIN, testApp } from "../../support/app.ts";
import { aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { formOf, onePayment, staffScript } from "../../support/uploads.ts";

const JSON_TYPE = { "content-type": "application/json" };

function publication(controlTotal: unknown): RequestInit {
  return { body: JSON.stringify({ controlTotal }), headers: JSON_TYPE };
}

Deno.test("POST /loads answers the report, GET /loads/{id} the same, and another person publishes", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [await staffScript(portal), await staffScript(portal)];
  const answer = await loader.ask("POST", "/loads", { body: formOf("", onePayment()) });
  assertEquals(answer.status, 201);
  const report = await answer.json();
  assertEquals(answer.headers.get("location"), `/api/v1/loads/${report.id}`);
  assertEquals(report, {
    id: report.id,
    number: "2026-0002",
    status: "waiting",
    providers: { new: 0, changed: 0, unchanged: 0 },
    vouchers: { new: 1, changed: 0, unchanged: 0 },
    settlements: { new: 1, changed: 0, unchanged: 0 },
    paidAmount: "1000.00",
    errors: [],
    warnings: [],
  });
  assertEquals(await (await loader.ask("GET", `/loads/${report.id}`)).json(), report);
  const path = `/loads/${report.id}/publish`;
  const own = await loader.ask("POST", path, publication("1000.00"));
  assertEquals([own.status, (await own.json()).status], [403, 403]);
  const wrong = await publisher.ask("POST", path, publication("1000.01"));
  assertEquals(wrong.status, 422);
  assertEquals((await wrong.json()).errors[0].field, "controlTotal");
  const done = await publisher.ask("POST", path, publication("1000.00"));
  assertEquals([done.status, (await done.json()).status], [200, "published"]);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 1);
});

Deno.test("dryRun judges and writes nothing; a refused load names its cells", async () => {
  await using portal = await testApp();
  const { ask } = await staffScript(portal);
  const dry = formOf("", onePayment(), { dryRun: "true" });
  const valid = await ask("POST", "/loads", { body: dry });
  assertEquals([valid.status, (await valid.json()).status], [200, "valid"]);
  assertEquals((await findLoads(portal.db, { page: 1 })).total, 1);
  const bad = [["c.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "1.234,5,0" })]] as const;
  const refused = await ask("POST", "/loads", { body: formOf("", bad.map((one) => [...one])) });
  const report = await refused.json();
  assertEquals([refused.status, report.status], [201, "refused"]);
  assertEquals(Object.keys(report.errors[0]), [
    "file",
    "sheet",
    "cell",
    "column",
    "value",
    "message",
  ]);
  assertEquals([report.errors[0].cell, report.errors[0].value], ["H2", "1.234,5,0"]);
});

Deno.test("an Idempotency-Key gives the first answer again; on another request it is a conflict", async () => {
  await using portal = await testApp();
  const [{ ask }, other] = [await staffScript(portal), await staffScript(portal)];
  const headers = { "idempotency-key": "pago-1" };
  const post = (files = onePayment()) =>
    ask("POST", "/loads", { body: formOf("", files), headers });
  const first = await (await post()).json();
  const again = await post();
  assertEquals([again.status, (await again.json()).id], [201, first.id]);
  const conflict = await post(onePayment("2002"));
  assertEquals(conflict.status, 409);
  assertEquals(conflict.headers.get("content-type"), "application/problem+json; charset=utf-8");
  await conflict.body?.cancel();
  const theirs = await other.ask("POST", "/loads", { body: formOf("", onePayment()), headers });
  assertEquals((await theirs.json()).id === first.id, false, "a key is its person's own");
  const publish = () =>
    other.ask("POST", `/loads/${first.id}/publish`, {
      ...publication("1000.00"),
      headers: { ...JSON_TYPE, "idempotency-key": "p" },
    });
  assertEquals([(await publish()).status, (await publish()).status], [200, 200]);
  await portal.services.background.settled();
});

Deno.test("D3: a request whose answer was lost with its process finds the load that it opened, half a minute later", async () => {
  await using portal = await testApp();
  const { ask } = await staffScript(portal);
  const headers = { "idempotency-key": "pago-1" };
  const post = async () => {
    const answer = await ask("POST", "/loads", { body: formOf("", onePayment()), headers });
    const { id, status } = await answer.json();
    return { status: answer.status, id, load: status, wait: answer.headers.get("retry-after") };
  };
  const first = await post();
  const count = await portal.db.$count(loads);
  await portal.db.update(idempotencyKeys).set({ responseStatus: null, responseBody: null });
  const early = await post();
  assertEquals([early.status, early.wait], [409, "5"]);
  portal.clock.nowMs += 31_000;
  assertEquals(await post(), first);
  assertEquals(await portal.db.$count(loads), count);
  await portal.services.background.settled();
});

Deno.test("the same files with the same key are a load of their own once the first answer is forgotten", async () => {
  await using portal = await testApp();
  const { ask } = await staffScript(portal);
  const headers = { "idempotency-key": "nomina" };
  const post = async () => {
    const answer = await ask("POST", "/loads", { body: formOf("", onePayment()), headers });
    return (await answer.json()).id;
  };
  const first = await post();
  portal.clock.nowMs += 25 * 60 * 60 * 1000;
  await sweepSpent(portal.db, portal.clock.nowMs);
  const second = await post();
  assertEquals([second === first, await post() === second], [false, true]);
  await portal.services.background.settled();
});

Deno.test("bad requests are problems: no file, no form, no JSON, no amount, no load", async () => {
  await using portal = await testApp();
  const { ask } = await staffScript(portal);
  const statusOf = async (method: string, path: string, init?: RequestInit) => {
    const answer = await ask(method, path, init);
    assertMatch(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    const { status, errors } = await answer.json();
    return [status, errors?.[0].field];
  };
  const id = (await (await ask("POST", "/loads", { body: formOf("", onePayment()) })).json()).id;
  const publish = `/loads/${id}/publish`;
  assertEquals(await statusOf("POST", "/loads", { body: formOf("", []) }), [422, "files"]);
  const odd = formOf("", onePayment(), { dryRun: "quizás" });
  assertEquals(await statusOf("POST", "/loads", { body: odd }), [422, "dryRun"]);
  assertEquals(await statusOf("POST", "/loads", { body: "{}", headers: JSON_TYPE }), [
    400,
    undefined,
  ]);
  assertEquals(await statusOf("POST", publish, { body: "{", headers: JSON_TYPE }), [
    400,
    undefined,
  ]);
  for (const total of [1000, "1000", "1.000,00", "1e3", null, ["1000.00"], { x: 1 }]) {
    assertEquals(await statusOf("POST", publish, publication(total)), [422, "controlTotal"]);
  }
  const keyed = { body: formOf("", onePayment()), headers: { "idempotency-key": "x".repeat(300) } };
  assertEquals(await statusOf("POST", "/loads", keyed), [400, undefined]);
  assertEquals(await statusOf("GET", "/loads/none"), [404, undefined]);
  assertEquals(await statusOf("POST", "/loads/none/publish", publication("1.00")), [
    404,
    undefined,
  ]);
});

Deno.test("T11: a provider's token loads nothing, one of the staff sees no voucher", async () => {
  await using portal = await testApp();
  const token = `zs_${"p".repeat(32)}`;
  const kept = {
    nit: A,
    name: "x",
    tokenSha256: sha256(token),
    createdAt: 0,
    expiresOn: null,
  };
  await createApiToken(portal.db, kept);
  const headers = { authorization: `Bearer ${token}` };
  for (const [method, path] of [["POST", ""], ["GET", "/x"], ["POST", "/x/publish"]] as const) {
    const body = method === "POST" ? formOf("", onePayment()) : null;
    const init = { method, headers, body };
    const answer = await portal.app.request(`${ORIGIN}/api/v1/loads${path}`, init);
    assertEquals(answer.status, 403, path);
    await answer.body?.cancel();
  }
  const { ask } = await staffScript(portal);
  for (const path of ["/vouchers", "/vouchers/1", "/invoices/1", "/export.xlsx", "/export.csv"]) {
    const answer = await ask("GET", path);
    assertEquals(answer.status, 403, path);
    await answer.body?.cancel();
  }
  assertEquals(await (await ask("GET", "/me")).json(), {
    name: "contabilidad",
    nit: null,
    legalName: null,
    scopes: ["loads"],
  });
});
