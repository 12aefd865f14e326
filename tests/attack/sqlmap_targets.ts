import { DEMO_PASSWORD } from "../../db/demo/demo.ts";
import { formatDate } from "../../domain/dates.ts";
import {
  cookieOf,
  NEWCOMER,
  PAID,
  type Portal,
  post,
  type Sample,
  type Signed,
  UNPAID,
} from "./portal.ts";

/** One address with the parameters that sqlmap tries there. */
export type Target = {
  name: string;
  /** Path and query; a `*` is a place to inject where no parameter has a name. */
  path: string;
  form?: Record<string, string>;
  /** Names for `-p`; none where the `*` says it. */
  parameters?: string[];
  cookie?: string;
  headers?: string[];
  /** Values that change from request to request. */
  randomize?: string[];
  /** 3 also tries conditions that are always true, for values that match nothing by themselves. */
  risk?: 1 | 3;
  /** From how many places the tries seem to come; `many` is where waits would end the test. */
  places?: "one" | "many";
};

const WRONG_PASSWORD = "cuatro tigres comen";

/** What anybody may send. */
export async function signedOutTargets({ origin }: Portal): Promise<Target[]> {
  const signIn = { tipo: "prestador", usuario: PAID.nit, contrasena: WRONG_PASSWORD };
  const nitStep = await stepCookie(origin, [{ paso: "nit", nit: NEWCOMER.nit }]);
  const cedula = `${NEWCOMER.representativeId}1`;
  const cedulaStep = await stepCookie(origin, [
    { paso: "nit", nit: NEWCOMER.nit },
    { paso: "cedula", cedula },
  ]);
  const account = { paso: "cuenta", politicas: "si", contrasena: "corta", confirmacion: "corta" };
  const agent = { ...signIn, usuario: UNPAID.nit, contrasena: DEMO_PASSWORD };
  return [
    form("POST /zona-ser, from one place", "/zona-ser", signIn, ["usuario"], { places: "one" }),
    form("POST /zona-ser", "/zona-ser", signIn, ["usuario"], { places: "many", risk: 3 }),
    form("POST /zona-ser, any usuario", "/zona-ser", signIn, ["tipo", "contrasena", "next"], {
      places: "many",
      randomize: ["usuario"],
    }),
    form("POST /zona-ser, right password", "/zona-ser", agent, ["user-agent", "referer"], {
      places: "many",
    }),
    form("POST /registro, NIT", "/registro", { paso: "nit", nit: NEWCOMER.nit }, ["paso", "nit"], {
      risk: 3,
    }),
    form("POST /registro, cédula", "/registro", { paso: "cedula", cedula }, ["cedula"], {
      cookie: nitStep,
      places: "many",
      risk: 3,
    }),
    form("POST /registro, account", "/registro", account, Object.keys(account), {
      cookie: cedulaStep,
      places: "many",
    }),
    form("POST /registro/reglas", "/registro/reglas", { contrasena: "corta" }, ["contrasena"], {
      cookie: cedulaStep,
    }),
    form("POST /clave", "/clave", { usuario: PAID.nit }, ["usuario"], {
      places: "many",
      risk: 3,
    }),
    form("POST /clave?…", "/clave?abc*", { contrasena: "x", confirmacion: "x" }, []),
    form("POST /clave/reglas?…", "/clave/reglas?abc*", { contrasena: "x" }, []),
    form("POST /activar?…", "/activar?abc*", { contrasena: "x" }, []),
    { name: "GET /activar?…", path: "/activar?abc*", risk: 3 },
    { name: "GET /clave?…", path: "/clave?abc*", risk: 3 },
    { name: "GET /invitacion?…", path: "/invitacion?abc*", risk: 3 },
    { name: "GET /avisos/baja?…", path: "/avisos/baja?abc*", risk: 3 },
    { name: "GET /zona-ser", path: "/zona-ser?next=/pagos", parameters: ["next"] },
    { name: "GET /zona-ser, cookies", path: "/zona-ser", cookie: "zona-ser=a*; registro=b" },
  ];
}

/** What a provider's representative may send. */
export function signedInTargets({ cookie, csrf }: Signed, sample: Sample): Target[] {
  const { documentNumber, invoiceNumber, paidOn } = sample;
  const day = formatDate(paidOn);
  const span = `desde=${day}&hasta=${day}`;
  const end = { csrf, accion: "sesion", sesion: "abc" };
  const change = { csrf, accion: "clave", actual: "x", contrasena: "y", confirmacion: "y" };
  const detail = `${span}&pagina=1&lista=1&columnas=20`;
  const lists = ["desde", "hasta", "pagina"];
  const narrow = `${span}&solo=pendiente&forma=Cheque&texto=1&pagina=1`;
  const narrowing = [...lists, "solo", "forma", "texto", "orden"];
  const all: Target[] = [
    { name: "GET /pagos", path: `/pagos?${narrow}&orden=-valor-pago`, parameters: narrowing },
    { name: "GET /facturas", path: `/facturas?${narrow}&orden=-saldo`, parameters: narrowing },
    {
      name: "GET /pagos/{doc}",
      path: `/pagos/${documentNumber}?${detail}`,
      parameters: [...lists, "lista", "columnas"],
    },
    { name: "GET /pagos/{doc}, the number", path: `/pagos/${documentNumber}*?${span}` },
    { name: "GET /facturas/{number}", path: `/facturas/${invoiceNumber}*` },
    { name: "GET /buscar", path: `/buscar?q=${invoiceNumber}`, parameters: ["q"] },
    { name: "GET /buscar, a voucher", path: `/buscar?q=${documentNumber}`, parameters: ["q"] },
    {
      name: "GET /calendario",
      path: `/calendario?campo=desde&${span}&mes=${paidOn.slice(0, 7)}`,
      parameters: ["campo", "desde", "hasta", "mes"],
    },
    {
      name: "GET /calendario, a day",
      path: `/calendario?campo=desde&elegida=${day}`,
      parameters: ["elegida"],
    },
    {
      name: "GET /export.csv",
      path: `/export.csv?tabla=comprobantes&${span}`,
      parameters: ["tabla", "desde", "hasta"],
    },
    {
      name: "GET /export.csv, a voucher",
      path: `/export.csv?comprobante=${documentNumber}`,
      parameters: ["comprobante"],
    },
    {
      name: "GET /export.xlsx, a voucher",
      path: `/export.xlsx?comprobante=${documentNumber}`,
      parameters: ["comprobante"],
    },
    {
      name: "GET /consultas",
      path: "/consultas?estado=&pagina=1",
      parameters: ["estado", "pagina"],
    },
    { name: "GET /consultas/{n}", path: "/consultas/CO-2026-DEMB2345*" },
    {
      name: "GET /consultas/nueva",
      path: `/consultas/nueva?comprobante=${documentNumber}&linea=1&tipo=`,
      parameters: ["comprobante", "linea", "tipo"],
    },
    {
      name: "GET /equipo/actividad",
      path: `/equipo/actividad?${span}&pagina=1`,
      parameters: lists,
    },
    { name: "GET /cuenta", path: "/cuenta?hecho=clave", parameters: ["hecho"] },
    form("POST /cuenta, end a session", "/cuenta", end, ["accion", "sesion", "csrf"]),
    form("POST /cuenta/reglas", "/cuenta/reglas", { csrf, contrasena: "x" }, ["contrasena"]),
    form("POST /cuenta, a password", "/cuenta", change, ["actual", "contrasena"]),
    {
      name: "GET /portal, headers",
      path: "/portal",
      headers: ["HX-Request: true", "HX-Target: detalle*", "X-Forwarded-For: 198.18.0.1*"],
    },
  ];
  return all.map((target) => ({ ...target, cookie }));
}

/** What a script with a provider's token may send. */
export function apiTargets(token: string, sample: Sample): Target[] {
  const { documentNumber, invoiceNumber, paidOn } = sample;
  const voucher = `/api/v1/vouchers/${documentNumber}`;
  const paging = "page=1&perPage=5";
  const all: Target[] = [
    {
      name: "GET /api/v1/vouchers",
      path: `/api/v1/vouchers?from=${paidOn}&to=${paidOn}&paymentMethod=Transferencia&${paging}`,
      parameters: ["from", "to", "paymentMethod", "page", "perPage"],
    },
    { name: "GET /api/v1/vouchers/{doc}", path: `${voucher}*` },
    {
      name: "GET /api/v1/vouchers/{doc}/settlements",
      path: `${voucher}/settlements?${paging}`,
      parameters: ["page", "perPage"],
    },
    { name: "GET /api/v1/invoices/{number}", path: `/api/v1/invoices/${invoiceNumber}*` },
    {
      name: "GET /api/v1/invoices/{number}/explanation",
      path: `/api/v1/invoices/${invoiceNumber}*/explanation`,
    },
    {
      name: "GET /api/v1/export.csv",
      path: `/api/v1/export.csv?comprobante=${documentNumber}`,
      parameters: ["comprobante"],
    },
  ];
  const headers = [`Authorization: Bearer ${token}`];
  return [
    ...all.map((target) => ({ ...target, headers })),
    {
      name: "GET /api/v1/me, token",
      path: "/api/v1/me",
      headers: [`Authorization: Bearer ${token}*`],
    },
  ];
}

/** The same kinds of place, with a hole in each: in a query, a form, a path and a header. */
export function plantedTargets(cookie: string): Target[] {
  const all: Target[] = [
    { name: "planted, query", path: "/buscar?id=1", parameters: ["id"] },
    form("planted, form", "/entrar", { usuario: "mesa", contrasena: "x" }, ["usuario"]),
    { name: "planted, path", path: "/cosas/mesa*" },
    { name: "planted, header", path: "/ficha", headers: ["Authorization: Bearer mesa*"] },
  ];
  return all.map((target) => ({ ...target, cookie }));
}

function form(
  name: string,
  path: string,
  fields: Record<string, string>,
  parameters: string[],
  more: Partial<Target> = {},
): Target {
  return { name, path, form: fields, ...(parameters.length > 0 && { parameters }), ...more };
}

/** Goes through steps of the registration and answers the cookie that remembers them. */
async function stepCookie(origin: string, steps: Record<string, string>[]): Promise<string> {
  let cookie = "";
  for (const step of steps) {
    const answer = await post(origin, "/registro", step, cookie);
    if (answer.status !== 303) throw new Error(`/registro answered ${answer.status}`);
    cookie = cookieOf(answer) || cookie;
  }
  return cookie;
}
