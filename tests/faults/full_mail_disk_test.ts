import { assert, assertEquals } from "@std/assert";
import { invitations } from "../../db/schema.ts";
import { createMailer } from "../../lib/mail/mail.ts";
import { createBackground } from "../../routes/after_answer.ts";
import { canMount, mountDisk } from "../attack/audit/small_disk.ts";
import { temporaryFolder } from "../db/support/process.ts";
import { A, B, createAccount, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { postFrom } from "../support/staff.ts";
import { onePayment, publishAs, uploadAndJudge } from "../support/uploads.ts";

const CHOSEN = "otra frase cualquiera";
const MINUTE_MS = 60 * 1000;

Deno.test({
  name:
    "U13: while the disk for mails is full an invitation is refused, links and notices wait; with room each goes out once (skipped where no disk can be mounted)",
  ignore: !await canMount(),
  fn: mailsOnAFullDisk,
});

async function mailsOnAFullDisk(): Promise<void> {
  await using folder = await temporaryFolder();
  const disk = await mountDisk(`${folder.path}/disk`, 1);
  assert(!("refused" in disk));
  await using _disk = disk;
  const outbox = `${disk.folder}/outbox`;
  const lost: unknown[] = [];
  await using portal = await testApp([], {}, {
    mailer: createMailer(`file:${outbox}`, "avisos@eps.example"),
    background: createBackground((error) => void lost.push(error)),
  });
  await createAccount(portal.services, B);
  const registrant = await registrantOf(A, portal);
  const [team, treasury, other] = [
    await portal.signIn(B),
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const ask = async () => [
    (await portal.browser().post("/clave", { usuario: B })).status,
    await finish(registrant),
    await invite(team),
  ];
  const address = await uploadAndJudge(portal, treasury, onePayment());
  await disk.fill();
  assertEquals(await ask(), [200, 303, 503]);
  assertEquals((await publishAs(other, address, "1.000,00")).status, 303);
  await portal.services.background.settled();
  assertEquals(lost.length, 1, "the invitation");
  assertEquals([await countOpen(portal), await mailsIn(outbox)], [0, []]);
  await disk.empty();
  portal.clock.nowMs += MINUTE_MS;
  for (let count = 0; count < 2; count++) await portal.services.deliver();
  assertEquals((await mailsIn(outbox)).length, 3, "both links and the notice");
  assertEquals(await ask(), [200, 200, 303]);
  await portal.services.background.settled();
  assertEquals(await countOpen(portal), 1);
  assertEquals((await mailsIn(outbox)).length, 6);
}

/** Somebody at the last step of a registration. */
async function registrantOf(nit: string, portal: TestApp): Promise<TestBrowser> {
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  return browser;
}

/** Registers, or asks for the link again. */
async function finish(browser: TestBrowser): Promise<number> {
  const answer = await browser.get("/registro");
  const paso = (await answer.text()).includes('name="contrasena"') ? "cuenta" : "reenviar";
  const account = { politicas: "si", contrasena: CHOSEN, confirmacion: CHOSEN };
  return (await browser.post("/registro", { paso, ...(paso === "cuenta" && account) })).status;
}

async function invite(browser: TestBrowser): Promise<number> {
  const form = { accion: "invitar", correo: "ana@contadores.example", rol: "contador" };
  return (await postFrom(browser, "/equipo", "/equipo", form)).status;
}

async function countOpen({ db }: TestApp): Promise<number> {
  const rows = await db.select().from(invitations);
  return rows.filter(({ voidedAt }) => voidedAt === null).length;
}

/** What is in the folder, parts of mails included. */
async function mailsIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return entries.map(({ name }) => name);
}
