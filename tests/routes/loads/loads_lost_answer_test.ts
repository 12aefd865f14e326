import { assertEquals, assertStringIncludes } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { createApp } from "../../../routes/app.tsx";
import { losingAnswers } from "../../db/support/losing_answers.ts";
import { ORIGIN, testApp } from "../../support/app.ts";
import { eventsOf } from "../../support/staff.ts";
import { codeOf, onePayment, publishAs, uploadAndJudge } from "../../support/uploads.ts";

Deno.test("D3: a publication whose answer was lost is 503, and published when asked again, with one event and one mail", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const publisher = await portal.signInStaff("tesoreria");
  const address = await uploadAndJudge(portal, loader, onePayment());
  const csrf = await codeOf(publisher, address);
  const db = losingAnswers(portal.db);
  const auditLog = createAuditLog(db, portal.services.settings.sessionSecrets);
  const losing = await createApp({ ...portal.services, db, auditLog });
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
