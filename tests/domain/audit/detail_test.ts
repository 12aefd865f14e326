import { assert, assertEquals, assertMatch } from "@std/assert";
import { activityName } from "../../../domain/audit/activity.ts";
import {
  describeDetail,
  REASON_WORDS,
  STATUS_WORDS,
  STEP_WORDS,
  WAY_WORDS,
} from "../../../domain/audit/detail.ts";
import { AUDIT_EVENT_NAMES } from "../../../domain/audit/event.ts";
import { describeEvent } from "../../../domain/audit/log_line.ts";
import type { LoggedEvent } from "../../../domain/audit/logged_event.ts";
import { PROVIDER_ROLES, STAFF_ROLES } from "../../../domain/accounts/role.ts";

const EVENT: LoggedEvent = {
  id: 1,
  at: Date.parse("2026-04-01T15:00:07Z"),
  name: "roleChange",
  result: "ok",
  userId: 7,
  personName: "Luz Marina Soto",
  email: "luz@eps.example",
  nit: null,
  legalName: null,
  source: "10.0.0.1",
  requestId: "r",
  detail: {},
  aboutName: "",
  motive: "",
};

Deno.test("every event has a sentence of its own in Spanish", () => {
  const names = AUDIT_EVENT_NAMES.map(activityName);
  assertEquals(new Set(names).size, AUDIT_EVENT_NAMES.length);
  for (const name of names) assertMatch(name, /^[A-ZÁÉÍÓÚ][a-záéíóúñüA-Z0-9 ]+$/);
});

Deno.test("every reason, status, step and way is words, and none is a name of the code", () => {
  for (
    const [key, words] of [
      ["reason", REASON_WORDS],
      ["status", STATUS_WORDS],
      ["step", STEP_WORDS],
      ["way", WAY_WORDS],
    ] as const
  ) {
    for (const value of Object.keys(words)) {
      const text = describeDetail({ [key]: value });
      assert(!text.includes(value), text);
      assertMatch(text, / /);
    }
  }
  for (const role of [...PROVIDER_ROLES, ...STAFF_ROLES]) {
    assertMatch(describeDetail({ role }), /^como [A-Z]/);
  }
});

Deno.test("whatever the routes say was read or downloaded has its words", async () => {
  const written = new Set<string>();
  for await (const file of filesOf("routes")) {
    const text = await Deno.readTextFile(file);
    for (const [, what = ""] of text.matchAll(/\bwhat: "(\w+)"/g)) written.add(what);
  }
  assert(written.size > 5);
  for (const what of written) assert(describeDetail({ what }) !== what, what);
});

async function* filesOf(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* filesOf(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

Deno.test("an auditor reads who did what to whom and why, and no id that says nothing", () => {
  const note = "2f0c1a1e-0000-4000-8000-000000000000";
  const detail = { note, person: 12, role: "auditor" };
  const told = { ...EVENT, detail, aboutName: "Ana Díaz", motive: "Pidió el cambio por teléfono." };
  assertEquals(describeEvent(told).person, "Luz Marina Soto #7");
  assertEquals(
    describeEvent(told).detail,
    "a Ana Díaz #12, como Auditor, motivo: Pidió el cambio por teléfono.",
  );
  const refused = { load: "2026-0132", reason: "controlTotal" } as const;
  assertEquals(
    describeEvent({ ...EVENT, name: "loadPublished", detail: refused }).detail,
    "carga 2026-0132, porque el total de control no era el de la carga",
  );
  assertEquals(describeDetail({ load: note, state: "whole" }), "está completa");
  const command = { ...EVENT, userId: null, source: "línea de comandos" };
  assertEquals(describeEvent(command).person, "Quien opera el portal");
});

Deno.test("one of a kind is said as one", () => {
  const said = [1, 2].map((count) => describeDetail({ openInvoices: count }));
  assertEquals(said, ["1 factura con saldo", "2 facturas con saldo"]);
});
