import { assert, assertEquals } from "@std/assert";
import { countRows } from "../../db/support/contents.ts";
import {
  A,
  B,
  csrfOf,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../../support/app.ts";
import { fillPortal } from "../../support/every_address.ts";
import { createMember } from "../../support/people.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { REASON } from "../../support/staff.ts";
import { WEBHOOK } from "../../support/webhooks/webhooks.ts";

/** Each form that has one success: whose it is, the page it stands on, where it goes, what is typed. */
type Form = {
  who: keyof typeof ENTER;
  page: string;
  to?: string;
  typed: Record<string, string>;
  /** Where the second sending leads, where the first one was answered by a page with a secret. */
  again?: string;
};

const OF_EACH_PAYMENT = ["report_items", "report_queue"];

const ENTER = {
  nobody: (portal: TestApp) => Promise.resolve(portal.browser()),
  representante: (portal: TestApp) => portal.signIn(A),
  consulta: (portal: TestApp) => portal.signInMember("consulta"),
  administrador: (portal: TestApp) => portal.signInStaff("administrador"),
  tesoreria: (portal: TestApp) => portal.signInStaff("tesoreria"),
  affiliate: (portal: TestApp) => portal.signInAffiliate(),
};
const NEW = "otra frase muy distinta de todas";
const motivo = REASON;
const STAFF = "/funcionario";
const PROGRAMS = "/cuenta/programas";

function of(who: Form["who"], page: string) {
  return (typed: Form["typed"], more: Pick<Form, "to" | "again"> = {}): Form => (
    { who, page, typed, ...more }
  );
}

const team = of("representante", "/equipo");
const webhooks = of("representante", `${PROGRAMS}/avisos`);
const webhook = of("representante", `${PROGRAMS}/avisos/${WEBHOOK}`);
const user = of("administrador", `${STAFF}/usuarios/PERSON`);
const provider = of("administrador", `${STAFF}/prestadores/${B}`);
const worked = `/pagos/1001/trabajado?${ALL_MARCH}`;
const target = { direccion: "https://nueva.example/x", publicado: "si" };
const token = { nombre: "Contabilidad", vence: "90", leer: "si", actual: PASSWORD };

const FORMS: Record<string, Form> = {
  "invites to a team": team({ accion: "invitar", correo: "x@equipo.example", rol: "consulta" }),
  "changes a role": team({ accion: "rol", persona: "PERSON", rol: "contador" }),
  "revokes a member": team({ accion: "retirar", persona: "PERSON" }),
  "makes a token": of("representante", PROGRAMS)(
    { accion: "crear", ...token },
    { again: `${PROGRAMS}?hecho=repetido` },
  ),
  "asks about data": of("representante", "/cuenta/datos")({ solicitud: "consulta", texto: "Qué" }),
  "asks for an address": of("representante", "/cuenta/correo")(
    { correo: "nuevo@ips.example", actual: PASSWORD },
  ),
  "says who gets notices": of("representante", "/cuenta/avisos")({ correo1: "a@ips.example" }),
  "marks a voucher": of("representante", worked)({ accion: "marcar" }),
  "makes a webhook": webhooks(
    { accion: "crear", ...target },
    { again: `${PROGRAMS}/avisos?hecho=repetido` },
  ),
  "changes a webhook": webhook({ accion: "guardar", ...target }),
  "tests a webhook": webhook({ accion: "probar" }),
  "renews a secret": webhook(
    { accion: "renovar" },
    { again: `${PROGRAMS}/avisos/${WEBHOOK}?hecho=renovado` },
  ),
  "switches a webhook off": webhook({ accion: "apagar" }),
  "switches a webhook on": webhook({ accion: "encender" }),
  "removes a webhook": webhook({ accion: "eliminar" }),
  "works for a provider": of("representante", "/cuenta/ips")({ ips: A }),
  "asks to be registered": of("nobody", "/registro/solicitud")({
    nit: B,
    documento: "B-1",
    valor: "123456,78",
    cedula: "1067845210",
    nombre: "Ana",
    telefono: "3001112233",
    correo: "ana@ips.example",
  }),
  "invites to the staff": of("administrador", `${STAFF}/usuarios/funcionarios`)(
    { accion: "invitar", correo: "x@eps.example", rol: "auditor" },
  ),
  "sends a link": user({ accion: "clave" }),
  "disables a user": user({ accion: "deshabilitar", motivo }),
  "enables a user": user({ accion: "habilitar", motivo }),
  "closes an access": provider({ accion: "cerrar", motivo }),
  "opens an access": provider({ accion: "abrir", motivo }),
  "sends instructions": provider({ accion: "activacion" }),
  "changes contacts": provider(
    { correo1: "b@ips.example" },
    { to: `${STAFF}/prestadores/${B}/avisos` },
  ),
  "decides a request": of("administrador", `${STAFF}/solicitudes/SR-2026-AAAA2222`)(
    { accion: "rechazar", nota: REASON },
  ),
  "reports a batch": of("tesoreria", `${STAFF}/siifa`)({}),
  "undoes a batch": of("tesoreria", `${STAFF}/siifa/lotes/2`)({ accion: "deshacer" }),
  "asks for a change": of("affiliate", "/afiliados/mi-afiliacion/contacto")(
    { telefono: "3001112233", direccion: "Calle 1" },
  ),
  "cancels an appointment": of("affiliate", "/afiliados/citas/a1/cancelar")({}),
  "changes a password": of("representante", "/cuenta")(
    { accion: "clave", actual: PASSWORD, contrasena: NEW, confirmacion: NEW },
  ),
  "signs out": of("consulta", "/cuenta")({}, { to: "/zona-ser/salir" }),
};

for (const isAtOnce of [false, true]) {
  const when = isAtOnce ? "at one moment" : "one after the other";
  Deno.test(`whatever form is sent twice, ${when}, is done once and leads twice to one place`, async () => {
    await using portal = await testApp(somePayments());
    await fillPortal(portal);
    const person = await createMember(portal.services, "alguien@equipo.example", [[A, "consulta"]]);
    const people = new Map<string, Promise<TestBrowser>>();
    for (const [name, { who, again, ...form }] of Object.entries(FORMS)) {
      const browser = await (people.get(who) ?? ENTER[who](portal));
      people.set(who, Promise.resolve(browser));
      const send = await open(browser, form, String(person));
      const before = await storedIn(portal);
      const first = send();
      if (!isAtOnce) await first;
      const places = await Promise.all([first, send()]);
      const after = await storedIn(portal);
      const [place, ...others] = places.map(({ place }) => place).toSorted();
      assert(places.every(({ status }) => status < 400), `${name}: ${JSON.stringify(places)}`);
      assertEquals(others, [again ?? place], name);
      for (const [what, count] of Object.entries(after)) {
        const added = count - (before[what] ?? 0);
        assert(
          added <= 1 || OF_EACH_PAYMENT.includes(what),
          `${name}: ${added} of ${what}`,
        );
      }
      const mails = portal.mails.splice(0).map(({ to, subject }) => `${to}: ${subject}`);
      assertEquals(mails, [...new Set(mails)], name);
    }
  });
}

/** Opens a page; answers what sends its form. */
async function open(
  browser: TestBrowser,
  { page, to = page, typed }: Omit<Form, "who">,
  person: string,
) {
  const html = await (await browser.get(page.replace("PERSON", person))).text();
  const hidden = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const csrf = csrfOf(html) || csrfOf(await (await browser.get("/cuenta")).text());
  const fields = {
    ...Object.fromEntries([...hidden].map(([, name, value]) => [name, value])),
    csrf,
  };
  const values = Object.entries(typed).map((
    [name, value],
  ) => [name, value.replace("PERSON", person)]);
  return async () => {
    const sent = { ...fields, ...Object.fromEntries(values) };
    const answer = await browser.post(to.replace("PERSON", person), sent);
    await answer.body?.cancel();
    return { status: answer.status, place: answer.headers.get("location") ?? "" };
  };
}

/** How many rows each table has; attempts are counted as often as they are made. */
async function storedIn({ db, services }: TestApp): Promise<Record<string, number>> {
  await services.background.settled();
  const { attempts: _, ...counts } = await countRows(db);
  return Object.fromEntries(Object.entries(counts).map(([name, rows]) => [name, Number(rows)]));
}
