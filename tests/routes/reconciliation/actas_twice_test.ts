import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { asc } from "drizzle-orm";
import { actaLines, actas } from "../../../db/schema.ts";
import { findActa } from "../../../db/reconciliation/actas.ts";
import type { AuditEventName } from "../../../domain/audit/event.ts";
import { signedText } from "../../../domain/reconciliation/acta.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { askForActa, bringList } from "../../support/reconciliation/lists.ts";
import { eventsOf } from "../../support/staff.ts";

const LIST = "Factura\tSaldo\nFEV-2\t2.500,00\nNO-1\t10,00\nNO-2\t20,00\n";
const DAY_MS = 24 * 60 * 60_000;

type Fields = Record<string, string>;
type Line = typeof actaLines.$inferSelect;
type Scene = { provider: TestBrowser; staff: TestBrowser; address: string };

/** Each step of an acta: whose it is, what its form sends, where that leads, what else it could say. */
const STEPS = {
  actaSent: {
    who: "provider",
    form: { accion: "enviar", "motivo-1": "Radicada en enero", "motivo-2": "Radicada en mayo" },
    other: { "motivo-1": "Radicada en abril", "motivo-2": "Radicada en junio" },
    shows: ({ reason }: Line) => reason,
    shown: (isFirst: boolean) => [
      ...(isFirst
        ? ["Radicada en enero", "Radicada en mayo"]
        : ["Radicada en abril", "Radicada en junio"]),
      "No hay ningún pago de esta factura.",
    ],
    leads: "?hecho=enviada",
    says: "ya se envió a la EPS (la envió Representante legal, el 01/04/2026",
  },
  actaAnswered: {
    who: "staff",
    form: {
      accion: "enviar",
      "posicion-1": "paid",
      "nota-1": "Comprobante 1002",
      "posicion-2": "pays",
      "fecha-2": "30/04/2026",
      "posicion-3": "rejects",
      "nota-3": "No hay autorización",
    },
    other: { "fecha-2": "29/04/2026", "nota-3": "Se anuló" },
    shows: ({ promisedOn, note }: Line) => promisedOn ?? note,
    shown: (isFirst: boolean) => [
      "Comprobante 1002",
      ...(isFirst ? ["2026-04-30", "No hay autorización"] : ["2026-04-29", "Se anuló"]),
    ],
    leads: "?hecho=respondida",
    says: "La EPS ya respondió el acta",
  },
  actaClosed: {
    who: "provider",
    form: { accion: "cerrar", "desacuerdo-3": "si" },
    other: { "desacuerdo-1": "si" },
    shows: ({ isDisputed }: Line) => String(isDisputed),
    shown: (isFirst: boolean) => [String(!isFirst), "false", "true"],
    leads: "?hecho=cerrada",
    says: "ya está cerrada (la cerró Representante legal",
  },
} as const;
type Step = keyof typeof STEPS;
const ORDER: Step[] = ["actaSent", "actaAnswered", "actaClosed"];

for (const isAtOnce of [false, true]) {
  const when = isAtOnce ? "at one moment" : "one after the other";
  Deno.test(`a form of an acta that is sent twice, ${when}, is done once and leads twice to one place`, async () => {
    await using portal = await testApp(somePayments());
    const scene = await prepare(portal);
    for (const step of ORDER) {
      const send = await formOf(scene, step);
      const again = await formOf(scene, step);
      const answers = isAtOnce
        ? await Promise.all([send(), again()])
        : [await send(), await again()];
      const place = sideOf(step) + scene.address + STEPS[step].leads;
      assertEquals(answers.map((answer) => answer.place), [place, place]);
      assertEquals(await endsOf(portal, step), ["ok"], step);
    }
  });
}

Deno.test("a form of an acta that says something else than what was done changes nothing, and is told what was done", async () => {
  await using portal = await testApp(somePayments());
  const scene = await prepare(portal);
  for (const step of ORDER) {
    const send = await formOf(scene, step);
    await send();
    const before = await stored(portal);
    const { status, html } = await send(STEPS[step].other);
    assertEquals(status, 409, step);
    assertStringIncludes(html, STEPS[step].says);
    assertStringIncludes(html, `href="${sideOf(step)}${scene.address}">Ver el acta`);
    assertEquals(await stored(portal), before, step);
    assertEquals(await endsOf(portal, step), ["ok"], step);
  }
});

Deno.test("of two forms of an acta that say different things at one moment, one counts as a whole", async () => {
  await using portal = await testApp(somePayments());
  const scene = await prepare(portal);
  for (const step of ORDER) {
    const send = await formOf(scene, step);
    const answers = await Promise.all([send(), send(STEPS[step].other)]);
    const statuses = answers.map(({ status }) => status);
    assertEquals(statuses.toSorted(), [303, 409], step);
    assertEquals(await endsOf(portal, step), ["ok"], step);
    const { lines } = await stored(portal);
    const isFirst = statuses[0] === 303;
    assertEquals(lines.map(STEPS[step].shows), STEPS[step].shown(isFirst), step);
  }
  const folio = scene.address.split("/").at(-1) ?? "";
  const found = await findActa(portal.db, folio, "staff", { after: 0, limit: 100 });
  assert(found);
  const text = signedText({ ...found.acta, state: "answered" }, found.lines);
  assertEquals(found.acta.sha256, sha256(text), "the hash is that of what is stored");
});

Deno.test("an acta that a colleague sent, or that was sent days ago, was not sent twice", async () => {
  await using portal = await testApp(somePayments());
  const scene = await prepare(portal);
  const colleague = { ...scene, provider: await portal.signInMember("contador") };
  const [send, alike] = [await formOf(scene, "actaSent"), await formOf(colleague, "actaSent")];
  await send();
  const { status, html } = await alike();
  assertEquals(status, 409);
  assertStringIncludes(html, "la envió Representante legal");
  portal.clock.nowMs += 2 * DAY_MS;
  const late = await formOf({ ...scene, provider: await portal.signIn() }, "actaSent");
  assertEquals((await late()).status, 409);
  assertEquals(await endsOf(portal, "actaSent"), ["ok"]);
});

Deno.test("a form that waited in a tab does not do what a later form of the acta does", async () => {
  await using portal = await testApp(somePayments());
  const scene = await prepare(portal);
  const send = await formOf(scene, "actaSent");
  await send();
  await (await formOf(scene, "actaAnswered"))();
  assertEquals((await send()).status, 303);
  assertEquals((await send({ accion: "guardar" })).status, 409);
  assertEquals((await stored(portal)).acta?.state, "answered");
});

Deno.test("an acta is discarded once, however often the form is sent", async () => {
  await using portal = await testApp(somePayments());
  for (const isAtOnce of [false, true]) {
    const scene = await prepare(portal);
    const colleague = { ...scene, provider: await portal.signInMember("contador") };
    const [send, alike] = [await formOf(scene, "actaSent"), await formOf(colleague, "actaSent")];
    const other = await formOf(scene, "actaSent");
    const discard = () => send({ accion: "descartar" });
    const again = () => other({ accion: "descartar" });
    const answers = isAtOnce
      ? await Promise.all([discard(), again()])
      : [await discard(), await again()];
    assertEquals(answers.map(({ place }) => place), ["/conciliaciones", "/conciliaciones"]);
    assertEquals((await alike({ accion: "descartar" })).status, 404, "it was not hers");
  }
  assertEquals(await portal.db.$count(actas), 0);
  assertEquals(await endsOf(portal, "actaDiscarded"), ["ok", "ok"]);
});

async function prepare(portal: TestApp): Promise<Scene> {
  const provider = await portal.signIn();
  const staff = await portal.signInStaff("tesoreria");
  const answer = await askForActa(provider, await bringList(provider, LIST), "31/03/2026");
  await answer.body?.cancel();
  return { provider, staff, address: answer.headers.get("location") ?? "" };
}

/** Opens the page of a step; answers what sends its form, as it is or changed. */
async function formOf(scene: Scene, step: Step) {
  const browser = scene[STEPS[step].who];
  const address = sideOf(step) + scene.address;
  const csrf = csrfOf(await (await browser.get(address)).text());
  return async (changes: Fields = {}) => {
    const answer = await browser.post(address, { csrf, ...STEPS[step].form, ...changes });
    const html = await answer.text();
    return { status: answer.status, place: answer.headers.get("location"), html };
  };
}

function sideOf(step: Step): string {
  return STEPS[step].who === "staff" ? "/funcionario" : "";
}

/** How each event of a name ended. */
async function endsOf(portal: TestApp, name: AuditEventName): Promise<string[]> {
  return (await eventsOf(portal, name)).map(({ result }) => result);
}

async function stored({ db }: TestApp) {
  const [acta] = await db.select().from(actas);
  return { acta, lines: await db.select().from(actaLines).orderBy(asc(actaLines.number)) };
}
