import { assert, assertEquals } from "@std/assert";
import { sealChain } from "../../db/audit/seal.ts";
import { verifyChain } from "../../db/audit/verify.ts";
import type { Db } from "../../db/client.ts";
import { addDays, dateInBogota, formatDate } from "../../domain/dates.ts";
import { valueOf } from "../db/support/contents.ts";
import { looking } from "../db/support/many_lines.ts";
import { command, readUntil, temporaryFolder } from "../db/support/process.ts";
import { createBrowser, csrfOf, type TestBrowser } from "../support/app.ts";
import { anAgenda, aWholeAgenda, CONTACT } from "../support/appointments/agendas.ts";
import { templateOf } from "../support/database.ts";
import { load } from "../support/files.ts";
import { freePort } from "../support/free_port.ts";
import { anAffiliate, createAffiliate, PASSWORD } from "../support/people.ts";
import type { Attempt, Stage, State, Work } from "./kill.ts";
import { assertSound, killNow } from "./process.ts";

const SECRETS = ["a secret of thirty-two bytes or more"];
const DAYS_AHEAD = 14;
const NEW = "/afiliados/citas/nueva";
const TYPED = { telefono: CONTACT.phone, direccion: CONTACT.address, correo: CONTACT.email };

/** An affiliate books an appointment at the running portal, from the site to her telephone. */
export const BOOKING: Work = { name: "booking", stage };

/** The clock is the machine's: the portal is a process of its own. */
const template = templateOf(async (db) => {
  await sealChain(db, SECRETS, Date.now());
  const date = formatDate(addDays(dateInBogota(Date.now()), DAYS_AHEAD));
  await load(db, aWholeAgenda(anAgenda({ date })), { nowMs: Date.now() });
  await createAffiliate({ db });
});

/** Where she stands: the address of the step to be sent next. */
type Way = { next: string; isSending: boolean };

async function stage(): Promise<Stage> {
  const { path: folder, [Symbol.asyncDispose]: remove } = await temporaryFolder();
  const url = `file:${folder}/zona-ser.db`;
  await Deno.copyFile(await template(), `${folder}/zona-ser.db`);
  const port = freePort();
  const way: Way = { next: NEW, isSending: false };
  const settings = {
    DATABASE_URL: url,
    SESSION_SECRETS: SECRETS.join(),
    MAIL_URL: `file:${folder}/outbox`,
    PORT: String(port),
  };
  const start = () => command("main.ts", ["--listen"], settings).spawn();
  const notes: string[] = [];
  return {
    attempt: () => book(start(), port, way),
    async look() {
      let state: State = "before";
      await looking(url, async (db) => {
        state = await look(db);
      });
      if (way.isSending) notes.push(`its last form was under way, then ${state}`);
      return state;
    },
    async complete() {
      const again = start();
      try {
        const browser = await signIn(again, port);
        const booked = await walk(browser, way);
        assertEquals(await walk(browser, way), booked, "the form sent again leads to the same");
        again.kill("SIGTERM");
        await again.status;
      } finally {
        await killNow(again);
      }
      await looking(url, async (db) => assertEquals(await look(db), "after"));
      return notes;
    },
    [Symbol.asyncDispose]: remove,
  };
}

function book(server: Deno.ChildProcess, port: number, way: Way): Attempt {
  const begun = signIn(server, port);
  return { begun, ended: begun.then((browser) => walk(browser, way)), kill: () => killNow(server) };
}

/** Waits until every page answers, and signs in. */
async function signIn(server: Deno.ChildProcess, port: number): Promise<TestBrowser> {
  server.stderr.pipeTo(new WritableStream());
  await readUntil(server.stdout, (said) => said.includes("\n"));
  const browser = createBrowser(`http://localhost:${port}`, send);
  const { documentType: tipoDocumento, documentNumber: usuario } = anAffiliate();
  const who = { tipo: "afiliado", tipoDocumento, usuario, contrasena: PASSWORD };
  const answer = await browser.post("/zona-ser", who);
  await answer.body?.cancel();
  assertEquals(answer.status, 303);
  return browser;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  return await fetch(url, { ...init, redirect: "manual" });
}

/** Goes on from where the last process was killed; answers the address of the appointment. */
async function walk(browser: TestBrowser, way: Way): Promise<string> {
  while (!way.next.endsWith("/datos")) way.next = await post(browser, way.next);
  way.isSending = true;
  const appointment = await post(browser, way.next);
  way.isSending = false;
  return appointment;
}

/** Fills the form of a step in and sends it; answers where it leads. */
async function post(browser: TestBrowser, address: string): Promise<string> {
  const page = await browser.get(address);
  const html = await page.text();
  // A step that is behind her leads on.
  const csrf = csrfOf(html) || csrfOf(await (await browser.get(NEW)).text());
  const [, hora = ""] = /name="hora" value="(\d+)"/.exec(html) ?? [];
  const fields = { sede: "S1", tipoCita: "Medicina general", hora, ...TYPED };
  const answer = await browser.post(address, { csrf, ...fields });
  const location = answer.headers.get("location");
  const said = await answer.text();
  assert(answer.status === 303 && location, `${address}: ${answer.status} ${said}`);
  return location;
}

/** The appointment is there once with its event and its mail, or not at all. */
async function look(db: Db): Promise<State> {
  await assertSound(db);
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, null);
  const count = (what: string) => valueOf(db, `SELECT count(*) FROM ${what}`);
  const counts = [
    await count("appointments"),
    await count("audit_events WHERE name = 'appointmentBooked' AND result = 'ok'"),
    await count("outbox_mails"),
  ];
  if (counts[0] === 0) {
    assertEquals(counts, [0, 0, 0]);
    return await count("appointment_drafts") === 0 ? "before" : "middle";
  }
  assertEquals(counts, [1, 1, 1]);
  assertEquals(await count("slots WHERE hold_id IS NOT NULL"), 0);
  return "after";
}
