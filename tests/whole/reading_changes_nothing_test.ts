import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Db } from "../../db/client.ts";
import type { AuditEvent } from "../../domain/audit/event.ts";
import { rowsOf, rowsOfEach } from "../db/support/contents.ts";
import { A, NOW, ORIGIN, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { fillAddress, fillPortal } from "../support/every_address.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

/**
 * What reading may write: events of views and downloads, when a session was used last, and how many
 * codes of certificates a place asked for.
 */
const WRITTEN_BY_READING: Record<string, string[]> = {
  attempts: ["*"],
  audit_events: ["*"],
  sessions: ["last_used_at"],
};

async function contentsOf(db: Db): Promise<Record<string, unknown>> {
  const tables = await rowsOf(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  );
  const names = tables.map(({ name }) => String(name))
    .filter((name) => !WRITTEN_BY_READING[name]?.includes("*"));
  const all = await rowsOfEach(db, names.map((name) => `SELECT * FROM "${name}"`));
  return Object.fromEntries(names.map((name, index) => {
    const left = ofNobody(WRITTEN_BY_READING[name] ?? []);
    return [name, JSON.stringify(all[index]?.map((row) => ({ ...row, ...left })))];
  }));
}

function ofNobody(columns: string[]): Record<string, null> {
  return Object.fromEntries(columns.map((column) => [column, null]));
}

const QUERIES: Record<string, string> = {
  "/calendario": "campo=desde",
  "/consultas/nueva": "comprobante=1001",
  "/export.xlsx": "comprobante=1001",
  "/export.csv": "comprobante=1001",
};

const READERS: Record<string, (portal: TestApp) => Promise<TestBrowser>> = {
  representante: (portal) => portal.signIn(A),
  administrador: (portal) => portal.signInStaff("administrador"),
  tesoreria: (portal) => portal.signInStaff("tesoreria"),
  affiliate: (portal) => portal.signInAffiliate(),
  auditor: (portal) => portal.signInStaff("auditor"),
};

for (const [reader, enter] of Object.entries(READERS)) {
  Deno.test(`C4: no address that a ${reader} reads changes anything`, async () => {
    await using portal = await testApp(somePayments());
    const file = await fillPortal(portal);
    const browser = await enter(portal);
    await portal.services.background.settled();
    let before = await contentsOf(portal.db);
    let opened = 0;
    for (const { method, path } of portal.app.routes) {
      if (method !== "GET" || path.startsWith("/api/")) continue;
      const address = fillAddress(path, QUERIES[path] ?? ALL_MARCH, file);
      const answer = await browser.get(address);
      await answer.arrayBuffer();
      for (const other of ["HEAD", "OPTIONS"]) await ask(portal, browser, other, address);
      await portal.services.background.settled();
      const after = await contentsOf(portal.db);
      assertEquals(after, before, path);
      if (answer.status === 200) opened++;
      before = after;
    }
    assert(opened > 20, `${opened} addresses were opened`);
  });
}

async function ask({ app }: TestApp, browser: TestBrowser, method: string, address: string) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await app.request(ORIGIN + address, { method, headers: { cookie } });
  await answer.body?.cancel();
}

const MANY = 1500;

/** More events of a provider than go out at once. */
async function keepMany({ services }: TestApp): Promise<void> {
  const event: AuditEvent = {
    at: NOW,
    name: "download",
    result: "ok",
    userId: 1,
    providerId: 1,
    source: "10.0.0.1",
    requestId: "r",
    detail: { what: "inquiries" },
  };
  await services.auditLog.record(Array.from({ length: MANY }, () => event));
}

const RUNNING: {
  name: string;
  enter: (portal: TestApp) => Promise<TestBrowser>;
  path: string;
  end: string;
}[] = [
  {
    name: "the log, whose reader's session ends",
    enter: (portal) => portal.signInStaff("auditor"),
    path: "/funcionario/auditoria/hechos.csv",
    end: "UPDATE sessions SET ended_at = 1",
  },
  {
    name: "the log, whose reader is disabled",
    enter: (portal) => portal.signInStaff("auditor"),
    path: "/funcionario/auditoria/hechos.csv",
    end: "UPDATE users SET disabled_at = 1 WHERE kind = 'staff'",
  },
  {
    name: "the activity of an IPS, whose reader is taken out",
    enter: (portal) => portal.signInMember("administrador"),
    path: "/equipo/actividad.csv",
    end: "UPDATE memberships SET revoked_at = 1 WHERE role = 'administrador'",
  },
];

for (const { name, enter, path, end } of RUNNING) {
  Deno.test(`S9: a running download stops: ${name}`, async () => {
    await using portal = await testApp();
    await portal.signIn(A);
    const browser = await enter(portal);
    await keepMany(portal);
    const whole = await (await browser.get(path)).text();
    assert(whole.split("\r\n").length > MANY);
    const answer = await browser.get(path);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert(reader && (await reader.read()).value?.includes("Fecha"));
    await portal.db.$client.execute(end);
    portal.clock.nowMs += 2000;
    await assertRejects(async () => {
      while (!(await reader.read()).done);
    }, Error);
  });
}
