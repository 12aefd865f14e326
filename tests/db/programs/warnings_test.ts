import { assertEquals, assertStringIncludes } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { createApiToken, createToken } from "../../../db/programs/tokens.ts";
import { enqueueTokenWarnings } from "../../../db/programs/warnings.ts";
import { A, testApp } from "../../support/app.ts";
import { createMember, createStaff } from "../../support/people.ts";
import { rowsOf } from "../support/contents.ts";

const SECRETS = ["a secret of thirty-two bytes or more"];
const SETTINGS = { eps: { name: "Mutual Ser", phone: "01 8000" }, baseUrl: "https://eps.example" };
const at = (day: string) => Date.parse(`${day}T00:10:00-05:00`);

Deno.test("whoever made a token is told once, seven days before it ends, by whichever process", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const member = await createMember(portal.services, "ana@a.example", [[A, "administrador"]]);
  const staff = await createStaff(portal.services, "tesoreria@eps.example", "tesoreria");
  const common = { scopes: ["read"] as const, createdAt: at("2026-03-01"), name: "ERP" };
  const add = (handle: string, expiresOn: string, changes = {}) =>
    createToken(db, {
      ...common,
      tokenSha256: handle,
      handle,
      owner: { providerId: 1 },
      madeBy: member,
      expiresOn,
      ...changes,
    });
  const unreachable = await createMember(portal.services, "x@a.example", [[A, "administrador"]]);
  await db.$client.execute("UPDATE users SET email = 'ninguno' WHERE email = 'x@a.example'");
  await add("unreachable", "2026-04-06", { madeBy: unreachable });
  await add("due", "2026-04-08");
  await add("later", "2026-04-09");
  await add("short", "2026-04-05", { createdAt: at("2026-03-31") });
  await add("of staff", "2026-04-08", { owner: { staffId: staff.id }, madeBy: staff.id });
  const byCommand = { nit: A, tokenSha256: "x", expiresOn: "2026-04-07" };
  await createApiToken(db, { ...common, ...byCommand, name: "hecho por la EPS" });
  await db.$client.execute("UPDATE api_tokens SET revoked_at = 1 WHERE handle = 'later'");
  const warn = (day: string) =>
    enqueueTokenWarnings(db, createAuditLog(db, SECRETS), { ...SETTINGS, nowMs: at(day) });
  await warn("2026-03-30");
  assertEquals(await mails(), []);
  await Promise.all([1, 2, 3].map(() => warn("2026-04-01")));
  await warn("2026-04-02");
  const sent = await mails();
  assertEquals(sent.map(({ to_address }) => to_address).sort(), [
    "ana@a.example",
    "pagos@clinica-a.example",
    "tesoreria@eps.example",
  ]);
  const hers = sent.find(({ to_address }) => to_address === "ana@a.example");
  assertStringIncludes(String(hers?.subject), "vence el 08/04/2026");
  assertStringIncludes(String(hers?.text), "https://eps.example/cuenta/programas");
  const events = await rowsOf(db, "SELECT 1 FROM audit_events WHERE name = 'tokenWarned'");
  assertEquals(events.length, 3);

  function mails() {
    return rowsOf(db, "SELECT to_address, subject, text FROM outbox_mails WHERE kind = 'token'");
  }
});
