import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { keepForm, sealForForm } from "../../../db/accounts/kept_forms.ts";
import { findSession } from "../../../db/accounts/sessions.ts";
import { createRegistrationRequest } from "../../../db/providers/registration_requests.ts";
import { enrolments, inquiries, keptForms } from "../../../db/schema.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import {
  type KeptForm,
  MAX_KEPT_BYTES,
  UNKEPT_FIELDS,
} from "../../../domain/accounts/kept_form.ts";
import { seal, unseal } from "../../../lib/sealed.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { tokenSigner } from "../../../lib/codes/signed_token.ts";
import {
  A,
  B,
  createAccount,
  csrfOf,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../../support/app.ts";
import { fillAddress, fillPortal } from "../../support/every_address.ts";
import { aSentEnrolment, SENT } from "../../support/enrolment/rows.ts";
import { aRegistrationRequest } from "../../support/registration_requests.ts";
import { anInquiry, FOLIO, PDF } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";
import { bringList, CHOICES } from "../../support/reconciliation/lists.ts";
import { createStaff } from "../../support/people.ts";
import { sourcesIn } from "../../support/sources.ts";
import { rowsOfEach } from "../../db/support/contents.ts";
import { giveReason } from "../../support/staff.ts";
import { totpCode } from "../../support/totp.ts";

const MINUTE = 60_000;
const TEXT = "Falta «una» factura <b>, y la «otra» no es mía";
const REPORT = {
  comprobante: "1003",
  tipo: "aplicar-saldo",
  factura1: "FEV-9",
  valor1: "10,00",
  pegado: "FEV-8\t20,00",
  texto: TEXT,
};
const RESUME = "/formulario";

Deno.test("a form whose session ended meanwhile comes back as it was typed, and is sent then", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const answer = await sendLate(portal, browser, "/consultas/nueva", REPORT, 31 * MINUTE);
  assertEquals(answer.headers.get("location"), `/zona-ser?next=${encodeURIComponent(RESUME)}`);
  const ask = await (await browser.get(`/zona-ser?next=${RESUME}`)).text();
  assertStringIncludes(ask, "Su sesión terminó por seguridad. Inicie sesión para seguir: lo que");
  assertEquals(await enterAgain(browser), RESUME);
  const html = await (await browser.get(RESUME)).text();
  assertEquals(typedIn(html), { ...REPORT, texto: TEXT });
  assertStringIncludes(html, "Su sesión terminó por seguridad antes de enviar");
  assertStringIncludes(html, "Los archivos debe escogerlos otra vez.");
  assertEquals(await portal.db.$count(inquiries), 0);
  const again = new FormData();
  for (const [name, value] of Object.entries(REPORT)) again.set(name, value);
  again.set("csrf", csrfOf(html));
  const warned = await (await browser.upload("/consultas/nueva", again)).text();
  again.set("visto", /name="visto" value="([^"]+)"/.exec(warned)?.[1] ?? "");
  assertEquals((await browser.upload("/consultas/nueva", again)).status, 303);
  assertEquals(await portal.db.$count(inquiries), 1);
});

Deno.test("what was typed is sealed in the database, in no address, and gone after an hour", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const answer = await sendLate(portal, browser, "/consultas/nueva", REPORT, 8 * 60 * MINUTE + 1);
  const [kept] = await portal.db.select().from(keptForms);
  const dump = JSON.stringify([kept, answer.headers.get("location"), [...browser.cookies]]);
  assert(!dump.includes("factura") && !dump.includes("FEV"), dump);
  assertStringIncludes(await openKept(portal), "FEV-9");
  portal.clock.nowMs += 61 * MINUTE;
  await enterAgain(browser);
  assertEquals((await browser.get(RESUME)).headers.get("location"), "/portal");
  await sweepSpent(portal.db, portal.clock.nowMs);
  assertEquals(await portal.db.$count(keptForms), 0);
});

Deno.test("a kept form is drawn for nobody else, and in no other browser", async () => {
  await using portal = await testApp(somePayments());
  await createAccount(portal.services, B);
  const browser = await portal.signIn();
  await sendLate(portal, browser, "/cuenta/datos", { solicitud: "consulta", texto: TEXT });
  const other = portal.browser();
  await enterAgain(other);
  const stranger = portal.browser();
  for (const [name, value] of browser.cookies) stranger.cookies.set(name, value);
  await enterAgain(stranger, B);
  for (const one of [other, stranger]) {
    const answer = await one.get(RESUME);
    assertEquals([answer.status, answer.headers.get("location")], [303, "/portal"]);
  }
  await enterAgain(browser);
  assertEquals((await browser.get(RESUME)).status, 200);
  const staff = await portal.signInStaff("auditor");
  assertEquals((await staff.get(RESUME)).headers.get("location"), "/funcionario");
});

Deno.test("nothing is kept of a form that is not of the session's own page, nor without a session", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  portal.clock.nowMs += 31 * MINUTE;
  const form = { solicitud: "consulta", texto: TEXT };
  const size = { "content-length": "200" };
  const foreign = await browser.post("/cuenta/datos", { ...form, csrf: "1.2.3" }, size);
  const nobody = await portal.browser().post("/cuenta/datos", form, size);
  for (const { headers } of [foreign, nobody]) assertEquals(headers.get("location"), "/zona-ser");
  assertEquals(await portal.db.$count(keptForms), 0);
});

Deno.test("nothing is kept for a session that its person ended by signing out", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  const left = portal.browser();
  for (const [name, value] of browser.cookies) left.cookies.set(name, value);
  await browser.post("/zona-ser/salir", { csrf });
  const form = { solicitud: "consulta", texto: TEXT, csrf };
  const answer = await left.post("/cuenta/datos", form, { "content-length": "200" });
  assertEquals(answer.headers.get("location"), "/zona-ser");
  assertEquals(await portal.db.$count(keptForms), 0);
});

Deno.test("U1: of a large form the typed text is kept, and its file is not read", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const { reads, answer } = await sendLarge(portal, browser, REPORT);
  assertEquals(answer.headers.get("location"), `/zona-ser?next=${encodeURIComponent(RESUME)}`);
  assert(reads < 8, `${reads} of ${LARGE_CHUNKS} chunks were read`);
  assertStringIncludes(await openKept(portal), "FEV-9");
  await enterAgain(browser);
  const html = await (await browser.get(RESUME)).text();
  assertEquals(typedIn(html), REPORT);
  assertStringIncludes(html, "Los archivos debe escogerlos otra vez.");
});

Deno.test("U1: a large form is not read without its page's code, nor a text larger than what is kept", async () => {
  for (
    const fields of [
      { ...REPORT, csrf: "1.2.3" },
      { ...REPORT, texto: "x".repeat(MAX_KEPT_BYTES) },
    ]
  ) {
    await using portal = await testApp(somePayments());
    const { reads, answer } = await sendLarge(portal, await portal.signIn(), fields);
    assertEquals(answer.headers.get("location"), "/zona-ser");
    assert(reads < 8, `${reads} of ${LARGE_CHUNKS} chunks were read`);
    assertEquals(await portal.db.$count(keptForms), 0);
  }
});

/** Found by the secret of an enrolment, which no session has, or by whoever brought the list. */
const OF_A_DRAFT = /^\/(afiliados\/afiliarse\/(personas|documentos)|cruce)\//;

Deno.test("no address does anything with a form that is drawn again, and none is missing", async () => {
  await using portal = await testApp(somePayments());
  const adjunto = await fillPortal(portal);
  const paths = portal.app.routes.filter(({ method }) => method === "POST")
    .map(({ path }) => fillAddress(path, undefined, adjunto));
  assert(paths.includes("/cuenta/llaves/reto") && paths.includes("/funcionario/auditoria/cadena"));
  const all = [...new Set(paths), "/no-existe", "/funcionario/no-existe"];
  const browsers = [
    await portal.signIn(),
    await portal.signInStaff("administrador"),
    await portal.signInStaff("tesoreria"),
  ];
  for (const browser of browsers) {
    for (const path of all) {
      await keepFor(portal, browser, path);
      const before = await contents(portal);
      const drawn = await browser.get(RESUME);
      await portal.services.background.settled();
      assertEquals(await contents(portal), before, path);
      const location = drawn.headers.get("location");
      assert(!location?.startsWith("/zona-ser?"), `${path}: the session was ended`);
      const answer = location === null ? drawn : await browser.get(location);
      const isMissing = answer.status === 404 && !OF_A_DRAFT.test(path);
      assert(answer.status < 500 && !isMissing, `${path}: ${answer.status}`);
      const type = drawn.headers.get("content-type") ?? "text/html";
      assert(type.startsWith("text/html"), `${path}: ${type}`);
      for (const { body } of new Set([drawn, answer])) await body?.cancel();
    }
  }
});

Deno.test("the list of a cruce is never kept, and its page asks for it again", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await sendLate(portal, browser, "/cruce", { lista: "FEV-SECRETA\t10,00" });
  assert(!(await openKept(portal)).includes("SECRETA"));
  await enterAgain(browser);
  const html = await (await browser.get(RESUME)).text();
  assertStringIncludes(html, "Su sesión terminó y su lista no se guardó: péguela de nuevo.");
  assert(!html.includes("Lo que escribió"));
});

Deno.test("the day of an acta comes back as it was typed, on the page of its cruce", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const result = `${await bringList(browser, "FEV-2\t1,00")}?${CHOICES}`;
  await sendLate(portal, browser, result, { corte: "30/03/2026" });
  await enterAgain(browser);
  const html = await (await browser.get(RESUME)).text();
  assertStringIncludes(html, 'name="corte" type="text" value="30/03/2026"');
  assertStringIncludes(html, "1 fila de su lista");
});

Deno.test("passwords and codes are never kept, whichever form has them", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const secrets = Object.fromEntries(UNKEPT_FIELDS.map((name) => [name, "un secreto mío"]));
  await sendLate(portal, browser, "/cuenta", { ...secrets, accion: "clave" });
  const text = await openKept(portal);
  assert(text.includes("clave") && !text.includes("un secreto mío"), text);
  const names = (await Array.fromAsync(sourcesIn(["components"]))).flatMap(({ text }) =>
    [...text.matchAll(/<Field\b[^>]*?\/>/gs)].map(([tag]) => tag)
      .filter((tag) => /type="password"|one-time-code|name="codigo"/.test(tag))
      .map((tag) => /name="(\w+)"/.exec(tag)?.[1] ?? tag)
  );
  assert(names.length > 4, names.join());
  assertEquals(names.filter((name) => !UNKEPT_FIELDS.includes(name)), []);
});

const OF_PROVIDER: [path: string, fields: Record<string, string>][] = [
  ["/cuenta/datos", { solicitud: "correccion", texto: TEXT }],
  ["/cuenta/avisos", { accion: "avisos", correo1: "nueva@clinica.example" }],
  ["/cuenta/programas", { accion: "crear", nombre: "ERP", token: "x".repeat(32) }],
  ["/cuenta/programas/avisos", { accion: "crear", direccion: "https://erp.clinica.example/" }],
  ["/equipo", { accion: "invitar", correo: "ana@equipo.example", rol: "consulta" }],
  [`/consultas/${FOLIO}`, { accion: "cerrar", texto: TEXT }],
];
const OF_STAFF: typeof OF_PROVIDER = [
  ["/funcionario/usuarios/1", { accion: "deshabilitar", motivo: TEXT }],
  ["/funcionario/usuarios/sesiones", { frase: "CERRAR", motivo: TEXT }],
  ["/funcionario/usuarios/funcionarios", { accion: "invitar", correo: "x@eps.example" }],
  [`/funcionario/prestadores/${A}`, { accion: "cerrar", motivo: TEXT }],
  [`/funcionario/prestadores/${A}/avisos`, { accion: "avisos", correo1: "nueva@clinica.example" }],
  [`/funcionario/prestadores/${A}/contacto`, { accion: "confirmar", motivo: TEXT }],
  ["/funcionario/solicitudes/SR-2026-AAAA2222", { accion: "rechazar", nota: TEXT }],
  [`/funcionario/consultas/${FOLIO}`, { accion: "responder", texto: TEXT }],
];

Deno.test("every form with typed text is drawn again, and does nothing until it is sent again", async () => {
  await using portal = await testApp(somePayments());
  await createAccount(portal.services, A);
  await anInquiry(portal.db);
  await createRegistrationRequest(portal.db, aRegistrationRequest("SR-2026-AAAA2222"));
  const { secret } = await createStaff(portal.services, "luz@eps.example", "administrador");
  for (const [path, fields] of [...OF_PROVIDER, ...OF_STAFF]) {
    const browser = portal.browser();
    const isStaff = path.startsWith("/funcionario");
    const enter = () => isStaff ? enterStaff(portal, browser, secret) : enterAgain(browser);
    await enter();
    await sendLate(portal, browser, path, fields);
    await enter();
    await portal.services.background.settled();
    const before = await contents(portal);
    const answer = await browser.get(RESUME);
    const typed = typedIn(await answer.text());
    assertEquals(answer.status, 200, path);
    for (const [name, value] of Object.entries(fields)) {
      if (name !== "accion") assertEquals(typed[name], value, `${path} ${name}`);
    }
    await portal.services.background.settled();
    assertEquals(await contents(portal), before, path);
  }
});

Deno.test("a decision that met the end of its session comes back once its reason is typed anew", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db);
  const { secret } = await createStaff(portal.services, "luz@eps.example", "afiliaciones");
  const browser = portal.browser();
  const page = `/funcionario/afiliaciones/${SENT}`;
  await enterStaff(portal, browser, secret);
  await giveReason(browser, page);
  await sendLate(portal, browser, page, { accion: "devolver", texto: TEXT });
  await enterStaff(portal, browser, secret);
  await giveReason(browser, RESUME);
  const again = await browser.get(RESUME);
  assertEquals([again.status, typedIn(await again.text()).texto], [200, TEXT]);
  assertEquals((await portal.db.select().from(enrolments))[0]?.state, "sent");
});

Deno.test("an htmx request without a session leads back to what was clicked, or to its page", async () => {
  await using portal = await testApp();
  const part = { "hx-request": "true", "hx-current-url": "http://localhost:8000/portal?x=1" };
  const clicked = "/pagos/1002?desde=01/03/2026&hasta=31/03/2026&pagina=2";
  const back = async (headers: Record<string, string>) =>
    (await portal.browser().get(clicked, { ...part, ...headers })).headers.get("hx-redirect");
  const leading = (path: string) => `/zona-ser?next=${encodeURIComponent(path)}`;
  assertEquals(await back({ "hx-boosted": "true" }), leading(clicked));
  assertEquals(await back({}), leading("/portal?x=1"));
});

/** Sends a form of a page that was open for so long, with a file where it takes some. */
async function sendLate(
  portal: TestApp,
  browser: TestBrowser,
  path: string,
  fields: Record<string, string>,
  lateMs = 31 * MINUTE,
): Promise<Response> {
  const home = path.startsWith("/funcionario") ? "/funcionario" : "/cuenta";
  const csrf = csrfOf(await (await browser.get(home)).text());
  portal.clock.nowMs += lateMs;
  const size = { "content-length": "2000" };
  const isMultipart = path.includes("/consultas");
  if (!isMultipart) return await browser.post(path, { ...fields, csrf }, size);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, csrf })) form.set(name, value);
  form.set("archivos", new File([PDF], "soporte.pdf"));
  return await browser.upload(path, form, size);
}

const LARGE_CHUNKS = 150;

/** Sends a form with a file of 9.4 MiB after its session ran out; counts how much of it was read. */
async function sendLarge(portal: TestApp, browser: TestBrowser, fields: Record<string, string>) {
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  portal.clock.nowMs += 31 * MINUTE;
  const part = (name: string) => `--limit\r\nContent-Disposition: form-data; name="${name}"`;
  const typed = Object.entries({ csrf, ...fields })
    .map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`).join("");
  const file = `${part("archivos")}; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  let reads = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (reads++ === 0) return controller.enqueue(new TextEncoder().encode(typed + file));
      controller.enqueue(new Uint8Array(64 * 1024));
      if (reads > LARGE_CHUNKS) controller.close();
    },
  });
  const answer = await browser.upload("/consultas/nueva", body, {
    "content-type": "multipart/form-data; boundary=limit",
    "content-length": String(LARGE_CHUNKS * 64 * 1024),
  });
  return { reads, answer };
}

/** Keeps a form of any address for who is signed in, as if she had sent it late; one a browser. */
async function keepFor(portal: TestApp, browser: TestBrowser, path: string): Promise<void> {
  const { db, services: { settings: { sessionSecrets } }, clock: { nowMs } } = portal;
  const cookie = browser.cookies.get("zona-ser") ?? "";
  const claims = await tokenSigner(sessionSecrets, "session").read(cookie, nowMs);
  const session = await findSession(db, sha256(String(claims?.sid)));
  assert(session);
  const { id: sessionId, userId } = session;
  const form: KeptForm = {
    path,
    providerId: session.membership?.provider.id ?? null,
    actedForId: null,
    fields: [["solicitud", "consulta"], ["motivo", TEXT], ["comprobante", "1001"]],
    hadFiles: false,
  };
  const sealed = await seal(sessionSecrets, sealForForm(userId), JSON.stringify(form));
  await keepForm(db, { sessionId, userId, sealed, expiresAt: nowMs + MINUTE });
  const pointer = tokenSigner(sessionSecrets, "kept form").sign({ sid: sessionId }, nowMs, MINUTE);
  browser.cookies.set("formulario", await pointer);
}

/** Signs in where the sign-in page led; answers where it leads then. */
async function enterAgain(browser: TestBrowser, usuario = A): Promise<string | null> {
  const form = { tipo: "prestador", usuario, contrasena: PASSWORD, next: RESUME };
  return (await browser.post("/zona-ser", form)).headers.get("location");
}

async function enterStaff({ clock }: TestApp, browser: TestBrowser, secret: string) {
  clock.nowMs += MINUTE;
  const form = { tipo: "funcionario", usuario: "luz@eps.example", contrasena: PASSWORD };
  await browser.post("/zona-ser", { ...form, next: RESUME });
  await browser.post("/zona-ser/codigo", { codigo: totpCode(secret, clock.nowMs) });
}

/** What stands in the fields of a page, by name; the text of HTML is read as a browser reads it. */
function typedIn(html: string): Record<string, string> {
  const main = html.slice(html.indexOf("<main"));
  const inputs = [...main.matchAll(/<input[^>]*>/g)].map(([tag]) => tag)
    .filter((tag) => !/type="(radio|checkbox|file)"/.test(tag) || / checked/.test(tag))
    .map((tag) => [/name="(\w+)"/.exec(tag)?.[1], / value="([^"]*)"/.exec(tag)?.[1] ?? ""]);
  const areas = [...main.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</g)]
    .map(([, name, text = ""]) => [name, text.trim()]);
  const chosen = [...main.matchAll(/<select[^>]*name="(\w+)".*?<\/select>/gs)]
    .map(([tag, name]) => [name, /value="([^"]*)"[^>]* selected/.exec(tag)?.[1] ?? ""]);
  const all = [...chosen, ...inputs, ...areas].map(([name = "", value = ""]) => [
    name,
    value.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  ]).filter(([, value]) => value !== "");
  const { csrf: _csrf, envio: _envio, ...typed } = Object.fromEntries(all);
  return typed;
}

/** The text of the one form that is kept. */
async function openKept({ db, services }: TestApp): Promise<string> {
  const [kept] = await db.select().from(keptForms);
  const { sessionSecrets } = services.settings;
  const seal = sealForForm(kept?.userId ?? 0);
  return await unseal(sessionSecrets, seal, kept?.sealed ?? "") ?? "";
}

/** Everything but what every visit writes. */
async function contents({ db }: TestApp): Promise<string> {
  const written = ["audit_events", "sessions", "kept_forms", "attempts"];
  const { rows } = await db.$client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
  );
  const tables = rows.map(({ name }) => String(name)).filter((name) => !written.includes(name));
  return JSON.stringify(await rowsOfEach(db, tables.map((name) => `SELECT * FROM ${name}`)));
}
