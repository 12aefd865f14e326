import { assert, assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { changeStaffRole, disableUser } from "../../../db/users/access.ts";
import { createInvitation, findInvitation } from "../../../db/users/invitations.ts";
import { changeRole, revokeMember } from "../../../db/users/team.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { addPerson } from "../../support/people.ts";
import { providerOf, valueOf } from "../support/contents.ts";

const NOW = 1000;
const OWN = "otra@contadores.example";

function invite(db: Db, invitedBy: number | null, providerId: number | null, token = "t") {
  const times = { createdAt: NOW, expiresAt: 2 * NOW };
  const role = providerId === null ? "auditor" : "administrador";
  const invitation = { tokenSha256: token, handle: token, providerId, email: OWN, role, invitedBy };
  return createInvitation(db, { ...invitation, ...times });
}

async function withAdministrator() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const provider = await providerOf(db, A);
  const person = { kind: "member", email: "ana@contadores.example", name: "Ana" } as const;
  const id = await addPerson(db, person, [[A, "administrador"]]);
  return { ...database, db, provider, id };
}

async function countOpen(db: Db): Promise<unknown> {
  return await valueOf(db, "SELECT count(*) FROM invitations WHERE voided_at IS NULL");
}

Deno.test("S9: who was taken out, lost the role or was disabled stores no invitation any more, and ends none", async () => {
  const ways: ((db: Db, id: number) => Promise<unknown>)[] = [
    async (db, id) => await revokeMember(db, await providerOf(db, A), id, NOW),
    async (db, id) =>
      await changeRole(db, await providerOf(db, A), id, { role: "contador", nowMs: NOW }),
    (db, id) => db.$client.execute(`UPDATE users SET disabled_at = 1 WHERE id = ${id}`),
  ];
  for (const leave of ways) {
    await using portal = await withAdministrator();
    const { db, provider, id } = portal;
    assert(await invite(db, null, provider.id, "of another"));
    await leave(db, id);
    assertEquals(await invite(db, id, provider.id), false);
    assertEquals(await findInvitation(db, "t", NOW), undefined);
    assert(await findInvitation(db, "of another", NOW));
  }
});

Deno.test("S9: an administrator who invites while she is taken out leaves no open invitation", async () => {
  for (let round = 0; round < 10; round++) {
    await using portal = await withAdministrator();
    const { db, provider, id } = portal;
    const acts = [
      () => invite(db, id, provider.id, "one"),
      () => revokeMember(db, provider, id, NOW),
      () => invite(db, id, provider.id, "two"),
    ];
    await Promise.all((round % 2 === 0 ? acts : acts.toReversed()).map((act) => act()));
    assertEquals(await countOpen(db), 0);
  }
});

Deno.test("S9: of the staff only an administrator who may sign in stores an invitation", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const staff = (email: string) =>
    addPerson(db, { kind: "staff", email, name: email, staffRole: "administrador" }, []);
  const [one, other] = [await staff("a@eps.example"), await staff("b@eps.example")];
  const note = (userId: number) => {
    const id = crypto.randomUUID();
    return { id, at: NOW, act: "roleChange", staffId: other, userId, reason: "x" } as const;
  };
  assertEquals(await invite(db, one, null, "before"), true);
  assert(await changeStaffRole(db, one, "tesoreria", note(one)));
  assertEquals(await invite(db, one, null), false);
  const third = await staff("c@eps.example");
  assert(await disableUser(db, third, note(third)));
  assertEquals(await invite(db, third, null), false);
});

Deno.test("an invitation ends the earlier ones of its address to its team alone", async () => {
  await using portal = await withAdministrator();
  const { db, provider, id } = portal;
  assert(await invite(db, null, null, "to the staff"));
  assert(await invite(db, id, provider.id, "first"));
  assert(await invite(db, id, provider.id, "second"));
  const open = ["to the staff", "first", "second"].map((token) => findInvitation(db, token, NOW));
  assertEquals((await Promise.all(open)).map((found) => found !== undefined), [true, false, true]);
});
