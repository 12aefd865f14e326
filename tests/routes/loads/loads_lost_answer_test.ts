import { assertEquals, assertStringIncludes } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { createApp } from "../../../routes/app.tsx";
import { losingAnswers } from "../../db/support/losing_answers.ts";
import { ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { eventsOf } from "../../support/staff.ts";
import {
  codeOf,
  formOf,
  onePayment,
  publishAs,
  staffScript,
  uploadAndJudge,
} from "../../support/uploads.ts";

Deno.test("D3: a publication whose answer was lost is 503, and published when asked again, with one event and one mail", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const publisher = await portal.signInStaff("tesoreria");
  const address = await uploadAndJudge(portal, loader, onePayment());
  const csrf = await codeOf(publisher, address);
  const losing = await losingApp(portal);
  const lost = await losing.request(ORIGIN + address, {
    method: "POST",
    headers: { origin: ORIGIN, cookie: `zona-ser=${publisher.cookies.get("zona-ser")}` },
    body: new URLSearchParams({ csrf, accion: "publicar", total: "1.000,00" }),
  });
  assertEquals([lost.status, lost.headers.has("retry-after")], [503, true]);
  await lost.body?.cancel();
  const shown = await (await publisher.get(address)).text();
  assertStringIncludes(shown, "Publicada el 01/04/2026");
  const again = await publishAs(publisher, address, "1.000,00");
  assertEquals([again.status, again.headers.get("location")], [303, address]);
  const events = await eventsOf(portal, "loadPublished");
  assertEquals(events.map(({ result }) => result), ["ok"]);
  assertEquals(portal.mails.length, 1);
});

Deno.test("D3: a program whose publication lost its answer gets it when it asks again with its key, with one event and one mail", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [await staffScript(portal), await staffScript(portal)];
  const sent = await loader.ask("POST", "/loads", { body: formOf("", onePayment()) });
  const path = `/loads/${(await sent.json()).id}/publish`;
  const init = {
    method: "POST",
    body: JSON.stringify({ controlTotal: "1000.00" }),
    headers: {
      "authorization": `Bearer ${publisher.token}`,
      "content-type": "application/json",
      "idempotency-key": "nomina-1",
    },
  };
  const losing = await losingApp(portal);
  const lost = await losing.request(`${ORIGIN}/api/v1${path}`, init);
  assertEquals([lost.status, lost.headers.has("retry-after")], [503, true]);
  await lost.body?.cancel();
  for (let time = 0; time < 2; time++) {
    const again = await publisher.ask("POST", path, init);
    assertEquals([again.status, (await again.json()).status], [200, "published"]);
  }
  const events = await eventsOf(portal, "loadPublished");
  assertEquals(events.map(({ result }) => result), ["ok"]);
  assertEquals(portal.mails.length, 1);
});

/** The same portal, to which the answer of a publication never comes. */
async function losingApp({ services, db }: TestApp) {
  const losing = losingAnswers(db);
  const auditLog = createAuditLog(losing, services.settings.sessionSecrets);
  return await createApp({ ...services, db: losing, auditLog });
}
