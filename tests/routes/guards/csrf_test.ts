import { assertEquals, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../../lib/secret_token.ts";
import { A, B, createAccount, csrfOf, ORIGIN, PASSWORD, testApp } from "../../support/app.ts";

const UNSAFE = [
  "/zona-ser",
  "/zona-ser/salir",
  "/zona-ser/codigo",
  "/zona-ser/llave",
  "/zona-ser/llave/reto",
  "/registro",
  "/registro/reglas",
  "/registro/solicitud",
  "/afiliados/familia",
  "/afiliados/registro",
  "/afiliados/registro/solicitud",
  "/afiliados/mi-afiliacion/contacto",
  "/funcionario/contactos/:folio",
  "/afiliados/registro/reglas",
  "/afiliados/consulta",
  "/afiliados/citas/nueva",
  "/afiliados/citas/nueva/:borrador/tipo",
  "/afiliados/citas/nueva/:borrador/hora",
  "/afiliados/citas/nueva/:borrador/datos",
  "/afiliados/citas/nueva/:borrador/llamada",
  "/afiliados/citas/:cita/mover",
  "/afiliados/citas/:cita/cancelar",
  "/afiliados/atencion/pqrs/nueva",
  "/afiliados/atencion/pqrs/empezar",
  "/afiliados/atencion/pqrs/estado",
  "/afiliados/atencion/pqrs/salir",
  "/afiliados/atencion/pqrs/:caso",
  "/afiliados/certificado",
  "/afiliados/afiliarse",
  "/afiliados/afiliarse/retomar",
  "/afiliados/afiliarse/enlace?x",
  "/afiliados/afiliarse/salir",
  "/afiliados/afiliarse/firma",
  "/afiliados/afiliarse/enviar",
  "/afiliados/afiliarse/documentos/quitar",
  "/afiliados/afiliarse/documentos/:persona/:papel",
  "/afiliados/afiliarse/personas/agregar",
  "/afiliados/afiliarse/personas/:persona/quitar",
  "/afiliados/afiliarse/personas/:persona/:dato",
  "/afiliados/afiliarse/:pregunta",
  "/afiliados/medicamentos/pendientes/:handle/domicilio",
  "/afiliados/medicamentos/pendientes/:handle/punto",
  "/afiliados/medicamentos/solicitar",
  "/activar?x",
  "/clave",
  "/clave/reglas",
  "/invitacion?x",
  "/invitacion/reglas",
  "/politicas/aceptar",
  "/cuenta",
  "/cuenta/correo",
  "/cuenta/correo/confirmar?x",
  "/cuenta/datos",
  "/cuenta/ips",
  "/cuenta/llaves",
  "/cuenta/llaves/reto",
  "/cuenta/segundo-factor",
  "/cuenta/reglas",
  "/consultas/nueva",
  "/consultas/:radicado",
  "/pagos/:documentNumber/trabajado",
  "/certificados",
  "/funcionario/afiliados/:persona/certificado",
  "/funcionario/certificados",
  "/cruce",
  "/cruce/:lista",
  "/conciliaciones/:folio",
  "/funcionario/conciliaciones/:folio",
  "/equipo",
  "/funcionario/agendas/citas/:cita",
  "/funcionario/agendas/llamadas/:llamada",
  "/funcionario/afiliaciones/:afiliacion",
  "/funcionario/afiliaciones/:afiliacion/motivo",
  "/funcionario/afiliaciones/archivo",
  "/funcionario/consultas/:radicado",
  "/funcionario/atencion/:caso",
  "/funcionario/cargas",
  "/funcionario/cargas/:id",
  "/funcionario/cargas/:id/deshacer/confirmar",
  "/cuenta/avisos",
  "/cuenta/programas",
  "/cuenta/programas/avisos",
  "/cuenta/programas/avisos/:aviso",
  "/funcionario/afiliados",
  "/funcionario/afiliados/:persona/motivo",
  "/funcionario/auditoria/cadena",
  "/funcionario/medicamentos/:solicitud",
  "/funcionario/correos",
  "/funcionario/datos",
  "/funcionario/prestadores/:nit",
  "/funcionario/prestadores/:nit/avisos",
  "/funcionario/prestadores/:nit/contacto",
  "/funcionario/usuarios/:persona",
  "/funcionario/usuarios/funcionarios",
  "/funcionario/usuarios/sesiones",
  "/funcionario/solicitudes/:folio",
  "/funcionario/siifa",
  "/funcionario/siifa/columnas",
  "/funcionario/siifa/lotes/:lote",
  "/funcionario/tokens",
];

/** Under /api/v1 a bearer token says who acts; cookies are not looked at, so no page can forge it. */
const BY_TOKEN = /^\/api\/v1\//;
/**
 * Mail programs post here by themselves (RFC 8058); the token in the address is the only
 * permission.
 */
const FROM_ANYWHERE = ["/avisos/baja"];

const FOREIGN: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "http://localhost:9999" },
  { origin: "https://localhost:8000" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "none of these" },
  { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
  { "sec-fetch-site": "cross-site", origin: ORIGIN },
];

Deno.test("C1: no unsafe address takes a request from elsewhere", async () => {
  await using portal = await testApp();
  for (const path of UNSAFE) {
    for (const headers of FOREIGN) {
      const body = new URLSearchParams({ tipo: "prestador" });
      const answer = await portal.app.request(ORIGIN + path, { method: "POST", headers, body });
      assertEquals(answer.status, 403, `${path} ${JSON.stringify(headers)}`);
      await answer.body?.cancel();
    }
  }
});

Deno.test("C1: a preview takes forms of its own pages, not of the portal or of another preview", async () => {
  const baseUrl = "https://portal.example";
  await using portal = await testApp([], { baseUrl, previewHosts: ["*.org.deno.net"] });
  await createAccount(portal.services, A);
  const statusFrom = async (origin: string) => {
    const answer = await portal.app.request("https://one.org.deno.net/clave", {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams({ usuario: A }),
    });
    await answer.body?.cancel();
    return answer.status;
  };
  for (
    const origin of [
      baseUrl,
      "https://two.org.deno.net",
      "http://one.org.deno.net",
      "https://x.example",
    ]
  ) {
    assertEquals(await statusFrom(origin), 403, origin);
  }
  assertEquals(await statusFrom("https://one.org.deno.net"), 200);
  await portal.services.background.settled();
  assertStringIncludes(portal.mails[0]?.text ?? "", `${baseUrl}/clave?`);
});

Deno.test("C2: a foreign request of any content type is refused", async () => {
  await using portal = await testApp();
  for (const type of ["application/json", "text/plain", "application/xml", "multipart/form-data"]) {
    const headers = { "content-type": type, origin: "https://evil.example" };
    const answer = await portal.app.request(`${ORIGIN}/zona-ser`, {
      method: "POST",
      headers,
      body: "{}",
    });
    assertEquals(answer.status, 403, type);
    await answer.body?.cancel();
  }
});

Deno.test("C1: the list of unsafe addresses is complete", async () => {
  await using portal = await testApp();
  const known = [...UNSAFE.map((path) => path.split("?")[0]), ...FROM_ANYWHERE];
  const unsafe = portal.app.routes.filter((route) => !["GET", "ALL"].includes(route.method));
  for (const { path } of unsafe.filter((route) => !BY_TOKEN.test(route.path))) {
    assertEquals(known.includes(path), true, path);
  }
});

Deno.test("C3: signing out needs the code of this very session", async () => {
  await using portal = await testApp();
  const [one, other] = [await portal.signIn(), await portal.signIn()];
  const foreign = csrfOf(await (await other.get("/portal")).text());
  for (const csrf of ["", "x.y", foreign]) {
    const refused = await one.post("/zona-ser/salir", { csrf });
    assertEquals(refused.status, 403, csrf);
    assertStringIncludes(await refused.text(), "lo que escribió sigue allí");
  }
  const own = csrfOf(await (await one.get("/portal")).text());
  assertEquals((await one.post("/zona-ser/salir", { csrf: own })).status, 303);
});

Deno.test("C5: another site neither signs somebody in nor out, by form or by link", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, B);
  const browser = await portal.signIn(A);
  const before = browser.cookies.get("zona-ser");
  const csrf = csrfOf(await (await browser.get("/portal")).text());
  for (const headers of FOREIGN.filter((one) => Object.keys(one).length > 0)) {
    const site = { origin: ORIGIN, "sec-fetch-site": "cross-site", ...headers };
    const credentials = { tipo: "prestador", usuario: B, contrasena: PASSWORD };
    assertEquals((await browser.post("/zona-ser", credentials, site)).status, 403);
    assertEquals((await browser.post("/zona-ser/salir", { csrf }, site)).status, 403);
  }
  assertEquals((await browser.get("/zona-ser/salir")).status, 405);
  assertEquals(browser.cookies.get("zona-ser"), before);
  assertStringIncludes(await (await browser.get("/portal")).text(), "Clínica A");
});

Deno.test("C5: a bearer token beside the cookie opens no change, and the cookie no API", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const token = newSecretToken("zs_");
  const tokenSha256 = sha256(token);
  const kept = { nit: A, name: "x", tokenSha256, createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, kept);
  const authorization = `Bearer ${token}`;
  const csrf = csrfOf(await (await browser.get("/portal")).text());
  for (const path of UNSAFE) {
    const foreign = {
      authorization,
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
    };
    assertEquals((await browser.post(path, { csrf }, foreign)).status, 403, path);
  }
  for (const path of ["/cuenta", "/equipo", "/cuenta/ips", "/zona-ser/salir"]) {
    assertEquals((await browser.post(path, {}, { authorization })).status, 403, path);
  }
  assertEquals((await browser.get("/api/v1/me")).status, 401);
  assertEquals((await browser.post("/api/v1/me", { csrf }, { authorization })).status, 405);
});

Deno.test("C6: no answer opens the portal to scripts of other origins", async () => {
  await using portal = await testApp();
  const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
  const answer = await portal.app.request(`${ORIGIN}/zona-ser`, { method: "OPTIONS", headers });
  assertEquals(answer.headers.get("access-control-allow-origin"), null);
  assertEquals([answer.status, answer.headers.get("allow")], [405, "GET, HEAD, POST"]);
  await answer.body?.cancel();
});
