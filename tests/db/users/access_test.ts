import { assertEquals } from "@std/assert";
import { changeStaffRole, disableUser } from "../../../db/users/access.ts";
import { testDatabase } from "../../support/database.ts";
import { addPerson } from "../../support/people.ts";

const NOW = 1000;

function note(staffId: number, userId: number) {
  const id = crypto.randomUUID();
  return { id, at: NOW, act: "userDisabled", staffId, userId, reason: "x" } as const;
}

Deno.test("two administrators who disable one another at once leave one of them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const staff = (email: string) =>
    addPerson(db, { kind: "staff", email, name: email, staffRole: "administrador" }, []);
  const [one, other] = [await staff("a@eps.example"), await staff("b@eps.example")];
  const outcomes = await Promise.all([
    disableUser(db, other, note(one, other)),
    disableUser(db, one, note(other, one)),
  ]);
  assertEquals(outcomes.sort(), [false, true]);
});

Deno.test("the last administrator keeps her role, her sessions and her access, and no note says otherwise", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const person = { kind: "staff", email: "a@eps.example", staffRole: "administrador" } as const;
  const id = await addPerson(db, person, []);
  await db.$client.execute({
    sql: "INSERT INTO sessions (id, user_id, created_at, last_used_at) VALUES ('s', ?, 0, 0)",
    args: [id],
  });
  assertEquals(await disableUser(db, id, note(id, id)), false);
  assertEquals(await changeStaffRole(db, id, "auditor", note(id, id)), false);
  const { rows } = await db.$client.execute(
    `SELECT (SELECT count(*) FROM sessions WHERE ended_at IS NULL) AS sessions,
       (SELECT count(*) FROM staff_notes) AS notes`,
  );
  assertEquals({ ...rows[0] }, { sessions: 1, notes: 0 });
});
