import { assertEquals } from "@std/assert";
import { attempts, knownPlaces, sessions } from "../../db/schema.ts";
import { PLACES_KEPT_MS, sweepSpent } from "../../db/sweep.ts";
import { testApp } from "../support/app.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

Deno.test("L9: old attempts, ended sessions and old places are removed; what still counts stays", async () => {
  await using portal = await testApp();
  const { db, clock } = portal;
  const count = async () => [
    await db.$count(attempts),
    await db.$count(knownPlaces),
    await db.$count(sessions),
  ];
  await portal.signIn();
  await portal.browser().post("/zona-ser", { tipo: "prestador", usuario: "1", contrasena: "x" });
  const before = await count();
  await sweepSpent(db, clock.nowMs + 60 * 60 * 1000);
  assertEquals(await count(), before);
  await sweepSpent(db, clock.nowMs + 2 * DAY_MS);
  assertEquals(await count(), [0, 1, 1]);
  await sweepSpent(db, clock.nowMs + 31 * DAY_MS);
  assertEquals(await count(), [0, 1, 0]);
  await sweepSpent(db, clock.nowMs + PLACES_KEPT_MS + DAY_MS);
  assertEquals(await count(), [0, 0, 0]);
});
