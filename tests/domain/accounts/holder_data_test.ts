import { assert, assertEquals } from "@std/assert";
import { describeActivity } from "../../../domain/audit/activity.ts";
import { describeHolderData, type HolderData } from "../../../domain/accounts/holder_data.ts";

const EPS = { name: "Mutual Ser", nit: "806008394-7" };
const AT = Date.parse("2026-04-01T15:00:00Z");
const WHEN = "01/04/2026 10:00";

const ROLE = {
  nit: "900356158",
  legalName: "Clínica A S.A.S.",
  since: AT,
  revokedAt: null,
  representativeName: "Marta Negrete",
  representativeId: "1067845210",
  emailOnFile: "pagos@clinica-a.example",
  phone: null,
};

const NOTHING: HolderData = {
  user: {
    kind: "member",
    name: "Ana Ruiz",
    email: "ana@ips.example",
    staffRole: null,
    activatedAt: AT,
    acceptedPolicy: "2026-11",
    secondFactorSince: null,
  },
  roles: [],
  accepted: [],
  places: [],
  keys: [],
  requests: [],
  messages: [],
  caseMessages: [],
  marks: [],
  events: [],
  signatures: [],
};

function describe(data: HolderData) {
  return describeHolderData(data, EPS, describeActivity);
}

Deno.test("an account that has done nothing says who answers for the data, and empty lists", () => {
  assertEquals(describe(NOTHING), {
    responsable: "Mutual Ser EPS, NIT 806008394-7",
    cuenta: {
      nombre: "Ana Ruiz",
      correo: "ana@ips.example",
      rolDeFuncionario: null,
      activadaEl: WHEN,
      segundoFactorDesde: null,
      politicasAceptadas: "2026-11",
    },
    prestadores: [],
    autorizaciones: [],
    sesiones: [],
    llavesDeAcceso: [],
    solicitudes: [],
    mensajesEnConsultas: [],
    mensajesEnPqrs: [],
    marcasEnComprobantes: [],
    actasFirmadas: [],
    actividad: [],
  });
});

Deno.test("the representative gets what is on file of her, a member of the team only her role", () => {
  const of = (role: "representante" | "contador") =>
    describe({ ...NOTHING, roles: [{ ...ROLE, role }] }).prestadores[0];
  assertEquals(of("representante"), {
    nit: "900356158",
    razonSocial: "Clínica A S.A.S.",
    rol: "Representante legal",
    desde: WHEN,
    hasta: null,
    representanteLegal: "Marta Negrete",
    cedula: "1067845210",
    correoRegistrado: "pagos@clinica-a.example",
    telefono: null,
  });
  assert(!JSON.stringify(of("contador")).includes("1067845210"));
  assertEquals(Object.keys(of("contador") ?? {}), [
    "nit",
    "razonSocial",
    "rol",
    "desde",
    "hasta",
  ]);
});

Deno.test("sessions, keys, consents, requests and events come in the words of the person", () => {
  const full = describe({
    ...NOTHING,
    accepted: [{ policyVersion: "2026-11", policySha256: "ab", acceptedAt: AT, address: "::1" }],
    places: [{
      createdAt: AT,
      lastUsedAt: AT,
      endedAt: null,
      address: "10.0.0.1",
      userAgent: "Mozilla/5.0 (Windows NT 10.0) Chrome/156.0",
    }],
    keys: [{ name: "Portátil", createdAt: AT, lastUsedAt: null }],
    requests: [{
      folio: "DP-2026-AAAA2222",
      kind: "consulta",
      text: "qué guardan",
      createdAt: AT,
      dueOn: "2026-04-17",
      answeredAt: null,
      answer: "",
    }],
    events: [{
      at: AT,
      name: "download",
      result: "ok",
      source: "10.0.0.1",
      detail: '{"documentNumber":"1001"}',
    }],
  });
  assertEquals([full.sesiones[0]?.equipo, full.sesiones[0]?.fin], ["Chrome en Windows", null]);
  assertEquals(full.llavesDeAcceso[0], { nombre: "Portátil", agregadaEl: WHEN, usadaEl: null });
  assertEquals(full.autorizaciones[0]?.huellaDelTexto, "ab");
  assertEquals([full.solicitudes[0]?.fechaPrometida, full.solicitudes[0]?.respuesta], [
    "17/04/2026",
    null,
  ]);
  assertEquals(full.actividad[0], {
    fecha: WHEN,
    que: "Descarga: comprobante 1001",
    resultado: "Hecho",
    direccion: "10.0.0.1",
  });
});
