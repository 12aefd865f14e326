import { formatDate } from "../../../domain/dates.ts";
import type { Sample, Signed } from "../portal.ts";
import { formOf, type Target } from "./target.ts";

/** What a member of the staff may send: every list that is searched or filtered. */
export function staffTargets(
  { cookie }: Signed,
  { paidOn, invoiceNumber }: Sample,
): Target[] {
  const day = formatDate(paidOn);
  const log = `desde=${day}&hasta=${day}&hecho=&persona=%231&nit=&direccion=&resultado=`;
  const all: Target[] = [
    {
      name: "GET /funcionario/prestadores",
      path: "/funcionario/prestadores?q=salud&acceso=todos&pagina=1",
      parameters: ["q", "acceso", "pagina"],
    },
    {
      name: "GET /funcionario/usuarios",
      path: "/funcionario/usuarios?q=diana&grupo=todos&pagina=1",
      parameters: ["q", "grupo", "pagina"],
    },
    {
      name: "GET /funcionario/consultas",
      path: "/funcionario/consultas?estado=todas&tipo=&q=999000011&pagina=1",
      parameters: ["estado", "tipo", "q", "pagina"],
    },
    {
      name: "GET /funcionario/auditoria",
      path: `/funcionario/auditoria?${log}`,
      parameters: ["desde", "hecho", "persona", "nit", "direccion", "resultado"],
    },
    {
      name: "GET /funcionario/pagos",
      path: `/funcionario/pagos?q=${invoiceNumber}&facturas=si&despues=800000000`,
      parameters: ["q", "facturas", "despues"],
    },
    {
      name: "GET /funcionario/pagos/{nit}",
      path: `/funcionario/pagos/999000011?desde=${day}&hasta=${day}&texto=1&pagina=1`,
      parameters: ["desde", "texto", "pagina"],
    },
    { name: "GET /funcionario/pagos/{nit}, the NIT", path: "/funcionario/pagos/999000011*" },
    {
      name: "GET /funcionario/auditoria/vistos",
      path:
        `/funcionario/auditoria/vistos?persona=1&desde=${day}&hasta=${day}&desdeHora=&hastaHora=`,
      parameters: ["persona", "desde", "desdeHora"],
    },
    { name: "GET /funcionario/prestadores/{nit}", path: "/funcionario/prestadores/999000011*" },
    { name: "GET /funcionario/consultas/{n}", path: "/funcionario/consultas/CO-2026-DEMB2345*" },
  ];
  return all.map((target) => ({ ...target, cookie }));
}

/** What those send who answer affiliates, and who decide on requests. */
export function careTargets(care: Signed, enrolment: Signed, { paidOn }: Sample): Target[] {
  const day = formatDate(paidOn);
  const { csrf } = care;
  const all: Target[] = [
    {
      name: "GET /funcionario/atencion",
      path: "/funcionario/atencion?estado=pendientes&tipo=&q=&pagina=1",
      parameters: ["estado", "tipo", "q", "pagina"],
    },
    {
      name: "GET /funcionario/agendas",
      path: `/funcionario/agendas?sede=1&fecha=${day}`,
      parameters: ["sede", "fecha"],
    },
    {
      name: "GET /funcionario/medicamentos",
      path: "/funcionario/medicamentos?estado=&pagina=1",
      parameters: ["estado", "pagina"],
    },
    formOf("POST /funcionario/afiliados", "/funcionario/afiliados", {
      csrf,
      tipoDocumento: "CC",
      documento: "9990000101",
    }, ["tipoDocumento", "documento"]),
  ];
  return [
    ...all.map((target) => ({ ...target, cookie: care.cookie })),
    {
      name: "GET /funcionario/afiliaciones",
      path: "/funcionario/afiliaciones?estado=por-decidir&pagina=1",
      parameters: ["estado", "pagina"],
      cookie: enrolment.cookie,
    },
  ];
}
