import { DEMO_PASSWORD } from "../../../db/demo/demo.ts";
import { DEMO_AFFILIATES } from "../../../db/demo/people.ts";
import { formOf, type Target } from "./target.ts";
import type { Portal, Signed } from "../portal.ts";

/** An affiliate of the demo with appointments and medicines. */
export const AFFILIATE = affiliateThat("cabeza de una familia");

/** Addresses of her own records, as her pages say them. */
export type OwnRecords = { appointment: string; request: string };

export async function findOwnRecords({ origin }: Portal, { cookie }: Signed): Promise<OwnRecords> {
  const linkOn = async (page: string, pattern: RegExp) => {
    const answer = await fetch(origin + page, { headers: { cookie } });
    const [found] = pattern.exec(await answer.text()) ?? [];
    if (found === undefined) throw new Error(`${page} leads to no record of the demo's affiliate`);
    return found;
  };
  return {
    appointment: await linkOn("/afiliados/citas", /\/afiliados\/citas\/[\da-f-]{36}/),
    request: await linkOn(
      "/afiliados/medicamentos",
      /\/afiliados\/medicamentos\/solicitudes\/[\w-]+/,
    ),
  };
}

/** What anybody may ask of the affiliates' half. */
export function affiliateTargets(): Target[] {
  const { documentNumber: documento } = AFFILIATE;
  const person = { tipoDocumento: "CC", documento, nacimiento: "01/01/1990" };
  const begun = { paso: "datos", ...person };
  const signIn = {
    tipo: "afiliado",
    tipoDocumento: "CC",
    usuario: documento,
    contrasena: DEMO_PASSWORD,
  };
  const resume = { radicado: "AF-2026-DEMB2345", correo: "nadie@ejemplo.example" };
  const key = { radicado: "PQ-2026-DEMB2345", clave: "abcd" };
  return [
    formOf("POST /zona-ser, an affiliate", "/zona-ser", signIn, ["tipoDocumento", "usuario"], {
      places: "many",
    }),
    formOf("POST /afiliados/consulta", "/afiliados/consulta", person, Object.keys(person), {
      places: "many",
      risk: 3,
    }),
    formOf("POST /afiliados/registro", "/afiliados/registro", begun, Object.keys(person), {
      places: "many",
    }),
    formOf("POST …/pqrs/estado", "/afiliados/atencion/pqrs/estado", key, Object.keys(key), {
      places: "many",
      risk: 3,
    }),
    formOf(
      "POST …/afiliarse/retomar",
      "/afiliados/afiliarse/retomar",
      resume,
      Object.keys(resume),
      {
        places: "many",
      },
    ),
    formOf("POST …/afiliarse/enlace", "/afiliados/afiliarse/enlace", { enlace: "x" }, ["enlace"]),
    {
      name: "GET /afiliados/puntos-de-entrega",
      path: "/afiliados/puntos-de-entrega?departamento=23&municipio=23001&pagina=1",
      parameters: ["departamento", "municipio", "pagina"],
    },
    {
      name: "GET /verificar/{code}",
      path: "/verificar/DEMR-ET23-4567*",
      places: "many",
    },
    {
      name: "GET /api/v1/public/offices",
      path: "/api/v1/public/offices?department=23&municipality=23001&page=1&perPage=5",
      parameters: ["department", "municipality", "page", "perPage"],
    },
  ];
}

/** What an affiliate may send, signed in. */
export function ownAffiliateTargets({ cookie, csrf }: Signed, own: OwnRecords): Target[] {
  const all: Target[] = [
    { name: "GET /afiliados/citas/{handle}", path: `${own.appointment}*` },
    { name: "GET …/medicamentos/solicitudes/{n}", path: `${own.request}*` },
    formOf("POST …/citas/nueva", "/afiliados/citas/nueva", { csrf, sede: "1" }, ["sede"]),
    formOf("POST /afiliados/familia", "/afiliados/familia", {
      csrf,
      accion: "actuar",
      persona: "x",
    }, ["persona"]),
  ];
  return all.map((target) => ({ ...target, cookie }));
}

function affiliateThat(about: string) {
  const found = DEMO_AFFILIATES.find((one) => one.about.includes(about));
  if (!found) throw new Error(`no demo affiliate: ${about}`);
  return found;
}
