import { assert, assertEquals } from "@std/assert";
import { decodeJwt } from "jose";
import { createApiToken } from "../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { tokenSigner } from "../../lib/codes/signed_token.ts";
import { createApp } from "../../routes/app.tsx";
import { A, B, csrfOf, ORIGIN, PASSWORD, type TestApp, testApp } from "../support/app.ts";
import { beginEnrolment } from "../support/enrolment/applicant.ts";
import { aCase, CASE, DOCUMENT } from "../support/attention/cases.ts";
import { createMember, giveSecondFactor } from "../support/people.ts";

const MEMBER = "ana@equipo.example";
const INVITED = "luz@equipo.example";

/** Where a secret may be shown, and whether it opens what it should open there. */
type Place = (app: TestApp["app"], secret: string, session: string) => Promise<boolean>;

const PLACES: Record<string, Place> = {
  session: (app, secret) => opens(app, "/portal", `zona-ser=${secret}`),
  code: (app, secret) => opens(app, "/zona-ser/codigo", `codigo=${secret}`),
  registration: async (app, secret) => {
    const headers = { cookie: `registro=${secret}` };
    const answer = await app.request(`${ORIGIN}/registro`, { headers });
    return (await answer.text()).includes('name="cedula"');
  },
  linkCookie: (app, secret) => opens(app, "/activar", `enlace=${secret}`),
  enrolment: (app, secret) => opens(app, "/afiliados/afiliarse/sisben", `afiliacion=${secret}`),
  enrolmentLink: (app, secret) => opens(app, `/afiliados/afiliarse/enlace?${secret}`),
  bearer: (app, secret) => opens(app, "/api/v1/me", "", { authorization: `Bearer ${secret}` }),
  csrf: async (app, secret, session) => {
    const answer = await app.request(`${ORIGIN}/cuenta/ips`, {
      method: "POST",
      headers: { origin: ORIGIN, cookie: `zona-ser=${session}` },
      body: new URLSearchParams({ csrf: secret, ips: A }),
    });
    await answer.body?.cancel();
    return answer.status !== 403;
  },
  activation: (app, secret) => opens(app, `/activar?${secret}`),
  reset: (app, secret) => opens(app, `/clave?${secret}`),
  invitation: (app, secret) => opens(app, `/invitacion?${secret}`),
  caseKey: (app, secret) => opens(app, `/afiliados/atencion/pqrs/${CASE}`, `solicitud=${secret}`),
  newAddress: (app, secret) => opens(app, `/cuenta/correo/confirmar?${secret}`),
};

Deno.test("S5: a token works for what it was made for, and nowhere else", async () => {
  await using portal = await testApp();
  const tokens = await everyToken(portal);
  assertEquals(Object.keys(tokens).sort(), Object.keys(PLACES).sort());
  for (const [place, show] of Object.entries(PLACES)) {
    for (const [purpose, token] of Object.entries(tokens)) {
      const isOpen = await show(portal.app, token, tokens.session ?? "");
      assertEquals(isOpen, place === purpose, `${purpose} token shown as ${place}`);
    }
  }
});

Deno.test("S5: neither a session's secret, nor its row's id, nor another portal's token works as a session", async () => {
  await using portal = await testApp();
  const { cookies } = await portal.signIn(A);
  const token = cookies.get("zona-ser") ?? "";
  const { sid } = decodeJwt(token);
  assert(typeof sid === "string");
  const preview = tokenSigner(["a secret of the preview, thirty-two bytes"], "session");
  const foreign = await preview.sign({ sid }, portal.clock.nowMs, 60_000);
  // Signed by the portal and naming the session: what it was made for is all that tells it apart.
  const others = ["registration", "second factor", "link", "kept form", "enrolment", "case key"];
  const own = others.map((purpose) =>
    tokenSigner(portal.services.settings.sessionSecrets, purpose)
      .sign({ sid }, portal.clock.nowMs, 60_000)
  );
  for (const one of [sid, sha256(sid), foreign, ...await Promise.all(own)]) {
    assertEquals(await opens(portal.app, "/portal", `zona-ser=${one}`), false, one);
  }
  assertEquals(await opens(portal.app, "/portal", `zona-ser=${token}`), true);
});

Deno.test("S12: an old secret still reads tokens while it is in the list, and new tokens use the new one", async () => {
  await using portal = await testApp();
  const [old = ""] = portal.services.settings.sessionSecrets;
  const young = "a newer secret of thirty-two bytes or more";
  const { cookies } = await portal.signIn(A);
  const before = cookies.get("zona-ser") ?? "";
  const appWith = (sessionSecrets: string[]) =>
    createApp({ ...portal.services, settings: { ...portal.services.settings, sessionSecrets } });
  const [overlap, after] = [await appWith([young, old]), await appWith([young])];
  assertEquals(await opens(overlap, "/portal", `zona-ser=${before}`), true);
  assertEquals(await opens(after, "/portal", `zona-ser=${before}`), false);
  const signIn = await overlap.request(`${ORIGIN}/zona-ser`, {
    method: "POST",
    headers: { origin: ORIGIN },
    body: new URLSearchParams({ tipo: "prestador", usuario: A, contrasena: PASSWORD }),
  });
  const made = /zona-ser=([^;]+)/.exec(signIn.headers.get("set-cookie") ?? "")?.[1] ?? "";
  assertEquals(await opens(after, "/portal", `zona-ser=${made}`), true);
  assertEquals(await opens(portal.app, "/portal", `zona-ser=${made}`), false);
});

Deno.test("S12: the code of a form that was open while secrets changed is still accepted", async () => {
  await using portal = await testApp();
  const [old = ""] = portal.services.settings.sessionSecrets;
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  const session = browser.cookies.get("zona-ser") ?? "";
  const young = "a newer secret of thirty-two bytes or more";
  const settings = { ...portal.services.settings, sessionSecrets: [young, old] };
  const overlap = await createApp({ ...portal.services, settings });
  const show = PLACES.csrf;
  assert(show);
  assertEquals(await show(overlap, csrf, session), true);
  assertEquals(await show(overlap, `${csrf.slice(0, -1)}x`, session), false);
});

/** One live token of every purpose, each given out by the portal itself. */
async function everyToken(portal: TestApp): Promise<Record<string, string>> {
  const registering = portal.browser();
  await registering.post("/registro", { paso: "nit", nit: B });
  const registration = registering.cookies.get("registro") ?? "";
  await registering.post("/registro", { paso: "cedula", cedula: "731234561" });
  const account = { paso: "cuenta", politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
  await registering.post("/registro", account);

  const member = await createMember(portal.services, MEMBER, [[A, "contador"]]);
  await giveSecondFactor(portal.services, member);
  const asked = portal.browser();
  await asked.post("/zona-ser", { tipo: "prestador", usuario: MEMBER, contrasena: PASSWORD });

  const signedIn = await portal.signIn(A);
  await portal.browser().post("/clave", { usuario: A });
  const csrf = csrfOf(await (await signedIn.get("/equipo")).text());
  await signedIn.post("/equipo", { csrf, accion: "invitar", correo: INVITED, rol: "contador" });
  const correo = "nuevo@clinica-a.example";
  await signedIn.post("/cuenta/correo", { csrf, correo, actual: PASSWORD });
  await portal.services.background.settled();

  const applicant = await beginEnrolment(portal);
  const activation = linkToken(portal, "activar");
  const opening = portal.browser();
  await opening.get(`/activar?${activation}`);
  await aCase(portal.db);
  const reader = portal.browser();
  await reader.post("/afiliados/atencion/pqrs/estado", { radicado: CASE, clave: DOCUMENT });
  const bearer = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(bearer) });
  return {
    session: signedIn.cookies.get("zona-ser") ?? "",
    code: asked.cookies.get("codigo") ?? "",
    registration,
    linkCookie: opening.cookies.get("enlace") ?? "",
    bearer,
    csrf,
    activation,
    reset: linkToken(portal, "clave"),
    invitation: linkToken(portal, "invitacion"),
    newAddress: linkToken(portal, "cuenta/correo/confirmar"),
    caseKey: reader.cookies.get("solicitud") ?? "",
    enrolment: applicant.cookies.get("afiliacion") ?? "",
    enrolmentLink: linkToken(portal, "afiliados/afiliarse/enlace"),
  };
}

function linkToken({ mails }: TestApp, path: string): string {
  const found = mails.map(({ text }) => new RegExp(`/${path}\\?([\\w-]+)`).exec(text)?.[1]);
  const token = found.find((one) => one !== undefined);
  if (token === undefined) throw new Error(`no link to ${path} was sent`);
  return token;
}

async function opens(
  app: TestApp["app"],
  path: string,
  cookie = "",
  headers: Record<string, string> = {},
): Promise<boolean> {
  const answer = await app.request(ORIGIN + path, { headers: { cookie, ...headers } });
  await answer.body?.cancel();
  return answer.status === 200;
}
