import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { createApp } from "../../routes/app.tsx";
import { recordTrips } from "../db/support/recorder.ts";
import { A, csrfOf, ORIGIN, type TestApp, testApp } from "../support/app.ts";
import { countHashes } from "../support/hashes.ts";
import { somePayments } from "../support/payments.ts";

/** Every field that a form of ours reads, with a value of the form it should have. */
const FIELDS: Record<string, Record<string, string>> = {
  "/zona-ser": { tipo: "prestador", usuario: A, contrasena: "x", next: "/pagos" },
  "/zona-ser/codigo": { codigo: "123456" },
  "/zona-ser/llave": { respuesta: "{}", next: "/pagos" },
  "/registro": { paso: "nit", nit: A, cedula: "1", politicas: "si", contrasena: "x" },
  "/registro/reglas": { contrasena: "x" },
  "/registro/solicitud": {
    nit: A,
    documento: "1",
    valor: "1",
    cedula: "1",
    nombre: "x",
    correo: "x",
  },
  "/clave": { usuario: A, tipo: "prestador", contrasena: "x", enlace: "x" },
  "/activar": { contrasena: "x", enlace: "x" },
  "/invitacion": { nombre: "x", politicas: "si", contrasena: "x", enlace: "x" },
  "/cuenta": { accion: "clave", sesion: "x", actual: "x", contrasena: "x", confirmacion: "x" },
  "/cuenta/correo": { correo: "a@b.example", actual: "x" },
  "/cuenta/datos": { solicitud: "consulta", texto: "" },
  "/cuenta/ips": { ips: A },
  "/cuenta/llaves": { accion: "x", respuesta: "{}", nombre: "x" },
  "/cuenta/programas": {
    accion: "crear",
    nombre: "x",
    leer: "si",
    vence: "30",
    fecha: "x",
    token: "x",
    actual: "x",
  },
  "/cuenta/segundo-factor": { accion: "activar", codigo: "123456", actual: "x" },
  "/equipo": { accion: "rol", correo: "a@b.example", rol: "x", persona: "1", invitacion: "x" },
  "/pagos/1001/trabajado": { accion: "guardar", trabajado: "si", nota: "x", visto: "0" },
  "/politicas/aceptar": { politicas: "" },
};
const QUERIES = [
  "/pagos",
  "/pagos/1001",
  "/facturas",
  "/facturas/FEV1",
  "/buscar",
  "/export.csv",
  "/calendario",
  "/equipo/actividad",
];
const NAMES = [
  "desde",
  "hasta",
  "solo",
  "forma",
  "texto",
  "orden",
  "filtros",
  "q",
  "pagina",
  "comprobante",
  "linea",
  "campo",
  "columnas",
  "formaPago",
];

Deno.test("J9: a field that is given twice, or as a file, is refused at every form", async () => {
  await using portal = await testApp();
  const send = await sender(portal);
  for (const [path, fields] of Object.entries(FIELDS)) {
    for (const [name, value] of Object.entries(fields)) {
      const others = Object.entries(fields).filter(([other]) => other !== name);
      const wrong: [string, string | Blob][][] = [
        [[name, value], [name, "otro"]],
        [[name, "otro"], [name, value]],
        [[name, new Blob([value])]],
      ];
      for (const pairs of wrong) {
        const { status, text } = await send(path, [...others, ...pairs]);
        assertEquals(status, 422, `${path} ${name}`);
        assert(!text.includes("[object"), `${path} ${name}`);
      }
    }
  }
});

Deno.test("J9: field names such as a[], a[b] and __proto__ are fields that no form has", async () => {
  await using portal = await testApp();
  const send = await sender(portal);
  for (const [path, fields] of Object.entries(FIELDS)) {
    const first = await send(path, Object.entries(fields));
    const strange = Object.entries(fields).flatMap(([name, value]): [string, string][] => [
      [`${name}[]`, value],
      [`${name}[0]`, "otro"],
      [`${name}.x`, "otro"],
      [`__proto__.${name}`, "otro"],
      [`__proto__[${name}]`, "otro"],
    ]);
    const proto: [string, string][] = [["__proto__", "x"], ["constructor", "x"], ["toString", "x"]];
    const { status } = await send(path, [...Object.entries(fields), ...strange, ...proto]);
    assertEquals(status, first.status, path);
  }
  const clean: Record<string, unknown> = {};
  for (const name of ["x", "usuario", "nit", "0"]) assertEquals(clean[name], undefined);
});

Deno.test("J10: what is no form, no JSON or nested ten thousand deep is refused, and is never a 5xx", async () => {
  await using portal = await testApp();
  const send = await sender(portal);
  const deep = "[".repeat(10_000) + "]".repeat(10_000);
  const key = { id: "x", rawId: "x", type: "public-key", response: { clientDataJSON: "e30" } };
  const answers = ["", "{", "null", "1", '"x"', "[]", deep, '{"a":'.repeat(5000) + "1"].concat([
    JSON.stringify({ ...key, response: [] }),
    JSON.stringify({ ...key, id: 7 }),
    JSON.stringify({ ...key, extra: { toString: 1 } }),
    JSON.stringify(key).replace('"x"', '"\\u0000"'),
    '{"__proto__":{"polluted":true},"id":"x"}',
    JSON.stringify({ ...key, [`k${"x".repeat(20_000)}`]: 1 }),
  ]);
  for (const respuesta of answers) {
    for (const path of ["/zona-ser/llave", "/cuenta/llaves"]) {
      const { status } = await send(path, [["respuesta", respuesta], ["accion", "agregar"]]);
      assert([303, 403, 422, 429].includes(status), `${path} ${respuesta.slice(0, 40)}: ${status}`);
    }
  }
  assertEquals(Reflect.get({}, "polluted"), undefined);
});

Deno.test("J10: a body of another type, cut in two or of a megabyte is 4xx at every address", async () => {
  await using portal = await testApp();
  const bodies: [string, string][] = [
    ["application/json", "{"],
    ["application/json", `{"${"k".repeat(1_000_000)}":1}`],
    ["application/x-www-form-urlencoded", "%"],
    ["application/x-www-form-urlencoded", "%E0%A4%A=%ff&=&&&;"],
    ["application/x-www-form-urlencoded", `${"k".repeat(1_000_000)}=1`],
    ["application/x-www-form-urlencoded", "a=1&".repeat(16_000)],
    ["multipart/form-data", "no boundary"],
    ["multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name="],
    ["text/plain", "usuario=1"],
    ["", "usuario=1"],
  ];
  const paths = portal.app.routes.filter(({ method }) => method === "POST").map(({ path }) => path);
  assert(paths.length > 20);
  for (const path of new Set(paths)) {
    for (const [type, body] of bodies) {
      const answer = await portal.app.request(ORIGIN + path.replace(/:\w+/, "1"), {
        method: "POST",
        headers: { origin: ORIGIN, ...(type && { "content-type": type }) },
        body,
      });
      await answer.body?.cancel();
      assert(answer.status < 500, `${path} ${type} ${body.slice(0, 20)}: ${answer.status}`);
    }
  }
});

Deno.test("J10: the API answers 200, 404 or 422 to whatever a value holds", async () => {
  await using portal = await testApp(somePayments());
  const token = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(token) });
  const headers = { authorization: `Bearer ${token}` };
  const values = [
    "%00",
    "%ff%fe",
    "%",
    "a".repeat(3000),
    "[]",
    "{}",
    "1e999",
    "-0",
    "%F0%9F%90%AF",
  ];
  for (const value of values) {
    const paths = [
      "/vouchers",
      "/vouchers/1001/settlements",
      `/vouchers/${value}`,
      `/invoices/${value}`,
    ];
    for (const path of paths) {
      for (
        const name of ["page", "perPage", "from", "paymentMethod", "updatedSince", "__proto__"]
      ) {
        const url = `${ORIGIN}/api/v1${path}?${name}=${value}`;
        const answer = await portal.app.request(url, { headers });
        await answer.body?.cancel();
        assert([200, 404, 422].includes(answer.status), `${url}: ${answer.status}`);
      }
    }
  }
});

Deno.test("J11: 50 KB in any field cost no more statements than an ordinary value, and no hash", async () => {
  await using portal = await testApp(somePayments());
  const { db, trips } = recordTrips(portal.db);
  const app = await createApp({ ...portal.services, db });
  const send = await sender(portal, app);
  for (const [path, fields] of Object.entries(FIELDS)) {
    trips.length = 0;
    await send(path, Object.entries(fields));
    const ordinary = trips.flat().length;
    for (const name of Object.keys(fields)) {
      trips.length = 0;
      using hashes = countHashes();
      const long = "1.".repeat(25_000);
      const { status } = await send(path, Object.entries({ ...fields, [name]: long }));
      assert([303, 403, 413, 422, 429, 410].includes(status), `${path} ${name}: ${status}`);
      assert(trips.flat().length <= ordinary + 4, `${path} ${name}: ${trips.flat().length}`);
      assertEquals(hashes.total, 0, `${path} ${name}`);
    }
    await portal.services.background.settled();
  }
});

Deno.test("J11: 50 KB in any query cost no more round trips than one character", async () => {
  await using portal = await testApp(somePayments());
  const { db, trips } = recordTrips(portal.db);
  const app = await createApp({ ...portal.services, db });
  const { cookies } = await portal.signIn(A);
  const cookie = `zona-ser=${cookies.get("zona-ser")}`;
  for (const path of QUERIES) {
    for (const name of NAMES) {
      const longs = ["1".repeat(50_000), "a b".repeat(16_000), "31/12/".repeat(8000)];
      for (const [index, long] of longs.entries()) {
        const costs = [];
        // Each ordinary value is new: a view that was drawn before costs less than any.
        for (const value of [`x${index}`, long]) {
          trips.length = 0;
          const url = `${ORIGIN}${path}?${name}=${encodeURIComponent(value)}`;
          const answer = await app.request(url, { headers: { cookie } });
          await answer.text();
          assert([200, 404, 422].includes(answer.status), `${path}?${name}: ${answer.status}`);
          costs.push(trips.length);
        }
        const [ordinary = 0, hostile = 0] = costs;
        assert(hostile <= ordinary, `${path}?${name}: ${hostile} round trips, not ${ordinary}`);
      }
    }
  }
});

/** Posts forms of any shape in the name of a representative. */
async function sender(portal: TestApp, app = portal.app) {
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  const cookie = `zona-ser=${browser.cookies.get("zona-ser")}`;
  return async (path: string, pairs: [string, string | Blob][]) => {
    const hasFile = pairs.some(([, value]) => typeof value !== "string");
    const body = hasFile ? new FormData() : new URLSearchParams();
    for (const [name, value] of [["csrf", csrf] as [string, string], ...pairs]) {
      if (body instanceof FormData) body.append(name, value);
      else body.append(name, String(value));
    }
    const headers = { origin: ORIGIN, cookie };
    const answer = await app.request(ORIGIN + path, { method: "POST", headers, body });
    return { status: answer.status, text: await answer.text() };
  };
}
