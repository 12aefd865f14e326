import { assertEquals, assertStringIncludes } from "@std/assert";
import { changeHands } from "../../../db/providers/access.ts";
import { disableUser } from "../../../db/users/access.ts";
import { providerOf, rowsOf, valueOf } from "../../db/support/contents.ts";
import { A, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { createStaff } from "../../support/people.ts";
import { codeOf } from "../../support/uploads.ts";

const LIST = "/cuenta/programas/avisos";
const STATES = "SELECT switched_off_because AS off FROM webhooks ORDER BY id";
const EPS = { name: "Mutual Ser", nit: "806008394-7", phone: "01 8000 116882", hours: "siempre" };

/** Adds an address where nobody answers; answers its page. */
async function add(browser: TestBrowser): Promise<string> {
  const form = { accion: "crear", direccion: "http://127.0.0.1:1/", anulado: "si" };
  const answer = await browser.post(LIST, { csrf: await codeOf(browser, LIST), ...form });
  return /href="(\/cuenta\/programas\/avisos\/[\w-]{20,})"/.exec(await answer.text())?.[1] ?? "";
}

async function press(portal: TestApp, browser: TestBrowser, page: string, accion: string) {
  const answer = await browser.post(page, { csrf: await codeOf(browser, page), accion });
  assertEquals(answer.status, 303, accion);
  await portal.services.background.settled();
}

async function onTeamPage(owner: TestBrowser, persona: number, form: Record<string, string>) {
  const csrf = await codeOf(owner, "/equipo");
  const answer = await owner.post("/equipo", { csrf, persona: `${persona}`, ...form });
  assertEquals(answer.status, 303);
}

async function noteOf({ services }: TestApp) {
  const { id: staffId } = await createStaff(
    services,
    `${crypto.randomUUID()}@eps.example`,
    "administrador",
  );
  return { id: crypto.randomUUID(), at: services.now(), staffId, reason: "x" };
}

type Ended = { portal: TestApp; owner: TestBrowser; person: number };

const ENDS: Record<string, (ended: Ended) => Promise<unknown>> = {
  "is taken out": ({ owner, person }) => onTeamPage(owner, person, { accion: "retirar" }),
  "may only look": ({ owner, person }) =>
    onTeamPage(owner, person, { accion: "rol", rol: "consulta" }),
  "is disabled": async ({ portal, person }) => {
    const note = { ...await noteOf(portal), act: "userDisabled", userId: person } as const;
    return await disableUser(portal.db, person, note);
  },
};

for (const [name, end] of Object.entries(ENDS)) {
  Deno.test(`T11: a webhook of somebody who ${name} is off at once, until another person answers for it`, async () => {
    await using portal = await testApp([], { allowsLoopback: true });
    const { db } = portal;
    const hers = await add(await portal.signInMember("administrador"));
    const person = Number(await valueOf(db, "SELECT vouched_by FROM webhooks"));
    const owner = await portal.signIn(A);
    await add(owner);
    await press(portal, owner, hers, "probar");
    await end({ portal, owner, person });
    assertEquals(await rowsOf(db, STATES), [{ off: "personLeft" }, { off: null }]);
    assertEquals(await valueOf(db, "SELECT last_problem FROM webhook_deliveries"), "switchedOff");
    const shown = await (await owner.get(hers)).text();
    assertStringIncludes(shown, "quien respondía por ella ya no administra su IPS");

    await db.$client.execute("UPDATE users SET disabled_at = NULL");
    await db.$client.execute(
      "UPDATE memberships SET role = 'administrador', revoked_at = NULL WHERE role <> 'representante'",
    );
    assertEquals(await rowsOf(db, STATES), [{ off: "personLeft" }, { off: null }]);
    await press(portal, owner, hers, "encender");
    await disableUser(db, person, {
      ...await noteOf(portal),
      act: "userDisabled",
      userId: person,
    });
    assertEquals(await rowsOf(db, STATES), [{ off: null }, { off: null }]);
  });
}

Deno.test("T11: webhooks of the representative are off where the provider is in new hands", async () => {
  await using portal = await testApp([], { allowsLoopback: true });
  const { db } = portal;
  await add(await portal.signIn(A));
  await add(await portal.signInMember("administrador"));
  const [stored] = await rowsOf(
    db,
    `SELECT email, representative_id AS id, representative_name AS name FROM providers WHERE nit = '${A}'`,
  );
  const hands = {
    email: String(stored?.email),
    representativeId: String(stored?.id),
    representativeName: String(stored?.name),
  };
  const provider = await providerOf(db, A);
  const note = {
    ...await noteOf(portal),
    act: "contactChanged",
    providerId: provider.id,
  } as const;
  const isChanged = await changeHands(
    db,
    { ...provider, ...hands },
    { ...hands, email: "nuevo@ips.example" },
    { note, eps: EPS },
  );
  assertEquals(isChanged, true);
  assertEquals(await rowsOf(db, STATES), [{ off: "personLeft" }, { off: null }]);
});
