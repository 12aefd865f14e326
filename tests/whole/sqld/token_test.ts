import { assertEquals, assertStringIncludes } from "@std/assert";
import { run, temporaryFolder } from "../../db/support/process.ts";
import { startKeyedSqld } from "../../support/sqld/keyed_sqld.ts";
import { SQLD_EXISTS } from "../../db/support/sqld.ts";
import { freePort } from "../../support/free_port.ts";

const REFUSED = "DATABASE_AUTH_TOKEN: is missing, or the database refuses it\n";
const FINDING = "MAL       Base de datos: pide un DATABASE_AUTH_TOKEN, o no acepta el que hay → " +
  "ponga uno firmado con su clave (docs/installing.md)\n";

Deno.test(
  "without the token of its key a database is refused in one line; with the guide's it works",
  {
    ignore: !SQLD_EXISTS,
  },
  async () => {
    await using sqld = await startKeyedSqld();
    await using folder = await temporaryFolder();
    const env = {
      DATABASE_URL: sqld.url,
      SESSION_SECRETS: "a secret of thirty-two bytes or more",
      MAIL_URL: `file:${folder.path}/mails`,
    };
    const runWith = (token: string, script: string, ...args: string[]) =>
      run(script, args, { ...env, DATABASE_AUTH_TOKEN: token, PORT: String(freePort()) });
    const [header, claims, signature = ""] = sqld.token.split(".");
    const forged = `${header}.${claims}.${signature.split("").reverse().join("")}`;

    const begun = await Promise.all([
      runWith("", "main.ts", "--listen"),
      runWith(forged, "main.ts", "--listen"),
      runWith(forged, "db/commands/migrate.ts"),
    ]);
    assertEquals(begun.map(({ stderr }) => stderr), [REFUSED, REFUSED, REFUSED]);
    assertEquals(begun.map(({ code, stdout }) => [code, stdout]), [[1, ""], [1, ""], [2, ""]]);

    for (const token of ["", forged]) {
      const judged = await runWith(token, "db/commands/doctor.ts");
      assertEquals(judged.code, 1);
      assertStringIncludes(judged.stdout, FINDING);
    }

    assertEquals((await runWith(sqld.token, "db/commands/migrate.ts")).code, 0);
    const well = await runWith(sqld.token, "db/commands/doctor.ts");
    assertEquals(well.code, 0, well.stdout);
    assertStringIncludes(well.stdout, "Base de datos: responde en");
    const copy = `${folder.path}/copy`;
    assertEquals((await runWith("", "db/commands/backup.ts", copy)).stderr, REFUSED);
    assertEquals((await runWith(sqld.token, "db/commands/backup.ts", copy)).code, 0);
  },
);
