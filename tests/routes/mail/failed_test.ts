import { assert, assertEquals } from "@std/assert";
import { findFailedMails } from "../../../db/mail/failed.ts";
import { enqueueMails } from "../../db/support/mails.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";

const PATH = "/funcionario/correos";

async function failedMails({ db }: TestApp, count: number): Promise<void> {
  const mails = Array.from({ length: count }, (_, index) => ({
    dedupeKey: `m${index}`,
    kind: "posting" as const,
    providerId: 1,
    to: `cartera${index}@clinica-a.example`,
    subject: "Publicó 1 comprobante",
    text: "Véalos.",
  }));
  await enqueueMails(db, mails, 0);
  await db.$client.execute(
    "UPDATE outbox_mails SET given_up_at = id, attempts = 7, last_problem = '550 5.1.1 RCPT TO'",
  );
}

Deno.test("mails that were given up are listed with the server's reason, the address masked, 21 a page", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  assert((await textOf(staff, PATH)).includes("Todos los correos se han entregado."));
  await failedMails(portal, 25);
  const html = await textOf(staff, PATH);
  assert(html.includes("550 5.1.1 RCPT TO") && html.includes("ca…@clinica-a.example"));
  assert(!html.includes("cartera24@") && html.includes("1&ndash;21 de 25 correos"));
  assertEquals((await textOf(staff, `${PATH}?pagina=2`)).match(/data-label="Para"/g)?.length, 4);
  assert((await textOf(staff, "/funcionario")).includes("Por revisar"));
});

Deno.test("a mail is sent again from the list, once, and one that is not in it is not", async () => {
  await using portal = await testApp();
  await failedMails(portal, 1);
  const staff = await portal.signInStaff("administrador");
  const again = await postFrom(staff, PATH, PATH, { correo: "1" });
  assertEquals(again.headers.get("location"), `${PATH}?pagina=1&hecho=reintento`);
  assertEquals((await findFailedMails(portal.db, { page: 1 })).total, 0);
  const gone = await staff.get("/funcionario/correos?pagina=1&hecho=igual");
  assert((await gone.text()).includes("ya no estaba"));
  const { rows } = await portal.db.$client.execute("SELECT attempts, not_before FROM outbox_mails");
  assertEquals({ ...rows[0] }, { attempts: 0, not_before: portal.clock.nowMs });
  assertEquals((await eventsOf(portal, "mailRetried"))[0]?.detail, { mail: 1 });
  for (const correo of ["0", "x", "1 OR 1=1", ""]) {
    assertEquals((await postFrom(staff, "/cuenta", PATH, { correo })).status, 422, correo);
  }
});
