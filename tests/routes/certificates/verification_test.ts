import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { eq } from "drizzle-orm";
import { issueCertificate } from "../../../db/certificates/issue.ts";
import { affiliates, auditEvents } from "../../../db/schema.ts";
import { certifyAffiliation } from "../../../domain/certificates/affiliation.ts";
import { epsIdentity } from "../../../domain/eps.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { aCertificate, aCertifiedPerson } from "../../support/papers/certificates.ts";
import { anAffiliate } from "../../support/people.ts";

const WRITTEN = "/verificar/ABCD-EFGH-2345";

Deno.test("L12: whoever has the code is told kind of document, initials, day and state, and no more", async () => {
  await using portal = await portalWith();
  const answer = await portal.browser().get(WRITTEN);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  assertStringIncludes(answer.headers.get("cache-control") ?? "", "no-store");
  const shown = ["El certificado es válido", "Cédula de ciudadanía", "M. C. P. R."];
  for (const text of [...shown, "05/03/2026", "Activo", "ABCD-EFGH-2345"]) {
    assertStringIncludes(html, text);
  }
  assertNotMatch(html, /María|Pérez|9990000101|Camila|Cartagena|Cabeza|Subsidiado|01\/02\/2011/);
});

Deno.test("a code is taken as people type it, and leads to its one address", async () => {
  await using portal = await portalWith();
  for (const typed of ["abcdefgh2345", "ABCD-EFGH-2345", " abcd efgh 2345 "]) {
    const answer = await portal.browser().get(`/verificar?codigo=${encodeURIComponent(typed)}`);
    assertEquals([answer.status, answer.headers.get("location")], [303, WRITTEN], typed);
  }
  for (const path of ["/verificar/abcdefgh2345", "/verificar/ABCDEFGH2345"]) {
    const answer = await portal.browser().get(path);
    assertStringIncludes(await answer.text(), "El certificado es válido");
  }
});

Deno.test("a certificate of somebody whose state changed says what it was and what it is", async () => {
  await using portal = await portalWith();
  await portal.db.update(affiliates).set({ state: "RE" });
  const html = await (await portal.browser().get(WRITTEN)).text();
  for (const text of ["El certificado ya no vale", "Activo", "Retirado"]) {
    assertStringIncludes(html, text);
  }
  await portal.db.delete(affiliates);
  const later = await (await portal.browser().get(WRITTEN)).text();
  assertStringIncludes(later, "Ya no figura en esta EPS");
});

Deno.test("a certificate that another one of the day replaced no longer holds", async () => {
  await using portal = await portalWith();
  const other = { code: "BBBBBBBBBBBB", says: saysOf({ municipality: "Turbaco" }) };
  await issueCertificate(portal.db, aCertificate(other));
  const html = await (await portal.browser().get(WRITTEN)).text();
  assertStringIncludes(html, "El certificado ya no vale");
  const newer = await (await portal.browser().get("/verificar/BBBB-BBBB-BBBB")).text();
  assertStringIncludes(newer, "El certificado es válido");
});

Deno.test("L12: an unknown code is not valid, what is no code is told so beside its field", async () => {
  await using portal = await portalWith();
  const cases: [path: string, status: number, text: string][] = [
    ["/verificar/ABCD-EFGH-2346", 404, "No es válido"],
    ["/verificar/corto", 404, "doce letras y números"],
    ["/verificar/%3Cscript%3E", 404, "doce letras y números"],
    [`/verificar/${"A".repeat(5000)}`, 404, "doce letras y números"],
    ["/verificar?codigo=", 422, "doce letras y números"],
    ["/verificar?codigo=ABCD-EFGH-234O", 422, "doce letras y números"],
    ["/verificar?codigo=A&codigo=B", 422, ""],
  ];
  for (const [path, status, text] of cases) {
    const answer = await portal.browser().get(path);
    const html = await answer.text();
    assertEquals(answer.status, status, path);
    assertStringIncludes(html, text);
    assertNotMatch(html, /<script>/);
  }
  const html = await (await portal.browser().get("/verificar/ABCD-EFGH-2346")).text();
  assertStringIncludes(html, 'value="ABCD-EFGH-2346"');
});

Deno.test("L12: one place cannot try one code after another", async () => {
  await using portal = await portalWith();
  const statuses = new Map<number, number>();
  for (let number = 0; number < 80; number++) {
    const answer = await portal.browser().get(`/verificar/${codeOf(number)}`);
    await answer.body?.cancel();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  }
  assertEquals([...statuses], [[404, 61], [429, 19]]);
  const right = await portal.browser().get(WRITTEN);
  assertEquals(right.status, 429);
  const ofScript = await portal.browser().get("/api/v1/public/certificates/ABCDEFGH2345");
  assertEquals([ofScript.status, (await ofScript.json()).status], [429, 429]);
  assert(Number(ofScript.headers.get("retry-after")) > 0);
  assert(right.headers.has("retry-after"));
  await right.body?.cancel();
  const elsewhere = await portal.browser("10.0.0.9").get(WRITTEN);
  assertEquals(elsewhere.status, 200);
  await elsewhere.body?.cancel();
});

Deno.test("each verification is an event that names the certificate, and no code", async () => {
  await using portal = await portalWith();
  for (const path of [WRITTEN, "/verificar/ABCD-EFGH-2346", "/verificar/corto"]) {
    await (await portal.browser().get(path)).body?.cancel();
  }
  const events = await portal.db.select().from(auditEvents)
    .where(eq(auditEvents.name, "certificateVerified"));
  assertEquals(events.map(({ detail }) => JSON.parse(detail)), [
    { certificate: 1, affiliate: 1 },
    { certificate: "none" },
  ]);
});

async function portalWith(): Promise<TestApp> {
  const portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate({ state: "AC" }));
  await issueCertificate(portal.db, aCertificate());
  return portal;
}

function saysOf(changes: Parameters<typeof aCertifiedPerson>[0]): string {
  return JSON.stringify(certifyAffiliation(aCertifiedPerson(changes), [], epsIdentity({})));
}

function codeOf(number: number): string {
  const signs = "23456789AB";
  return `CCCCCCCCCC${signs.charAt(number / 10)}${signs.charAt(number % 10)}`;
}
