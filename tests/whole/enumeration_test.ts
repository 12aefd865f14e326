import { assertEquals } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { checkDigit } from "../../domain/nit.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { A, ORIGIN, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { aFile, PROVIDERS_HEADER } from "../support/files.ts";
import { createAccount } from "../support/people.ts";

const KNOWN = Array.from({ length: 50 }, (_, index) => String(900_100_000 + 37 * index));
const UNKNOWN = Array.from({ length: 50 }, (_, index) => String(900_300_000 + 41 * index));
const WRONG = "otra frase cualquiera";

/** What a visitor without an account may ask about a NIT; the answer must not say if it is on file. */
const QUESTIONS: Record<string, (browser: TestBrowser, nit: string) => Promise<Response>> = {
  "sign-in": (browser, nit) =>
    browser.post("/zona-ser", { tipo: "prestador", usuario: nit, contrasena: WRONG }),
  "NIT of a registration": (browser, nit) => browser.post("/registro", { paso: "nit", nit }),
  "cédula of a registration": async (browser, nit) => {
    await browser.post("/registro", { paso: "nit", nit });
    return await browser.post("/registro", { paso: "cedula", cedula: "123456" });
  },
  "new password": (browser, nit) => browser.post("/clave", { usuario: nit }),
};

for (const [name, ask] of Object.entries(QUESTIONS)) {
  Deno.test(`E1: status, length, headers and text are the same for 50 registered NITs and 50 others: ${name}`, async () => {
    await using portal = await testApp([providers()]);
    for (const nit of KNOWN) await createAccount(portal.services, nit);
    const [known, unknown] = [
      await featuresOf(portal, KNOWN, ask, 0),
      await featuresOf(portal, UNKNOWN, ask, 100),
    ];
    assertEquals([known.size, unknown], [1, known]);
  });
}

Deno.test("E2: no address answers about an affiliate without birth date, with a session, a token or neither", async () => {
  await using portal = await testApp();
  const [stranger, signedIn] = [portal.browser(), await portal.signIn(A)];
  const headers = { authorization: `Bearer ${await aToken(portal)}` };
  for (const word of ["afiliado", "afiliacion", "certificado", "medicamentos", "citas"]) {
    const path = `/${word}?cedula=1067845210`;
    assertEquals(await statusOf(signedIn.get(path)), 404, path);
    assertEquals(await statusOf(stranger.get(path)), await statusOf(stranger.get("/nada")), path);
    const api = `${ORIGIN}/api/v1${path}`;
    assertEquals(await statusOf(portal.app.request(api, { headers })), 404, api);
    assertEquals(await statusOf(portal.app.request(api)), 401, api);
  }
  // These are the provider's own certificates of withholding, whatever is asked beside.
  const own = await (await signedIn.get("/certificados?cedula=1067845210")).text();
  assertEquals(own.includes("1067845210"), false);
});

async function statusOf(asked: Response | Promise<Response>): Promise<number> {
  const answer = await asked;
  await answer.body?.cancel();
  return answer.status;
}

async function aToken({ db }: TestApp): Promise<string> {
  const token = newSecretToken("zs_");
  const tokenSha256 = sha256(token);
  await createApiToken(db, { nit: A, name: "x", tokenSha256, createdAt: 0, expiresOn: null });
  return token;
}

/** The distinct answers to a question about some NITs, each asked from a place of its own. */
async function featuresOf(
  portal: TestApp,
  nits: string[],
  ask: (browser: TestBrowser, nit: string) => Promise<Response>,
  place: number,
): Promise<Set<string>> {
  const features = new Set<string>();
  for (const [index, nit] of nits.entries()) {
    const answer = await ask(portal.browser(`10.1.1.${place + index}`), nit);
    const written = `${nit.replace(/(\d)(?=(\d{3})+$)/g, "$1.")}-${checkDigit(nit)}`;
    const html = (await answer.text()).replaceAll(nit, "NIT").replaceAll(written, "NIT")
      .replace(/nonce="[^"]*"/g, "");
    const headers = [...answer.headers].map(([header, value]) =>
      `${header}: ${value.replace(/nonce-[^']*/, "").replace(/=[\w.-]{40,}/, "")}`
    );
    features.add(JSON.stringify([answer.status, html, headers]));
  }
  return features;
}

function providers() {
  const rows = KNOWN.map((nit, index) =>
    `${nit};IPS ${index} S.A.S.;10${index + 100};Ana;x@ips${index}.example`
  );
  return aFile("prestadores-50.csv", PROVIDERS_HEADER, ...rows);
}
