import { assertEquals } from "@std/assert";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";

const WHO_MAY_ENTER = ["users", "memberships", "api_tokens", "invitations", "passkeys", "sessions"]
  .concat("recovery_codes", "activation_tokens", "password_resets", "email_changes");

Deno.test("A15: a new database has no user, and nothing with which anybody could sign in", async () => {
  await using database = await testDatabase();
  for (const table of WHO_MAY_ENTER) {
    const { rows } = await database.db.$client.execute(`SELECT count(*) AS count FROM ${table}`);
    assertEquals(rows[0]?.count, 0, table);
  }
});

Deno.test("A15: no usual default name and password opens a new portal", async () => {
  await using portal = await testApp();
  const passwords = ["admin", "password", "tres tigres comen trigo", "806008394"];
  const users = ["admin@eps.example", "administrador@mutualser.example", "admin", "806008394"];
  for (const [place, usuario] of users.entries()) {
    for (const contrasena of passwords) {
      for (const tipo of ["prestador", "funcionario"]) {
        const browser = portal.browser(`10.6.0.${place}`);
        const answer = await browser.post("/zona-ser", { tipo, usuario, contrasena });
        assertEquals([answer.status, browser.cookies.size], [422, 0], `${usuario} ${contrasena}`);
        await answer.body?.cancel();
      }
    }
  }
});
