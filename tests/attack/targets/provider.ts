import { formatDate } from "../../../domain/dates.ts";
import type { Sample, Signed } from "../portal.ts";
import { formOf, type Target } from "./target.ts";

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
    { name: "GET /conciliaciones", path: "/conciliaciones?pagina=1", parameters: ["pagina"] },
    { name: "GET /estado-de-cuenta", path: "/estado-de-cuenta?anio=2026", parameters: ["anio"] },
    { name: "GET /certificados", path: "/certificados?anio=2025", parameters: ["anio"] },
    {
      name: "GET /equipo/actividad",
      path: `/equipo/actividad?${span}&pagina=1`,
      parameters: lists,
    },
    { name: "GET /cuenta", path: "/cuenta?hecho=clave", parameters: ["hecho"] },
    formOf("POST /cuenta, end a session", "/cuenta", end, ["accion", "sesion", "csrf"]),
    formOf("POST /cuenta/reglas", "/cuenta/reglas", { csrf, contrasena: "x" }, ["contrasena"]),
    formOf("POST /cuenta, a password", "/cuenta", change, ["actual", "contrasena"]),
    {
      name: "GET /portal, headers",
      path: "/portal",
      headers: ["HX-Request: true", "HX-Target: detalle*", "X-Forwarded-For: 198.18.0.1*"],
    },
  ];
  return all.map((target) => ({ ...target, cookie }));
}
