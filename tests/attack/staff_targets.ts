import { formatDate } from "../../domain/dates.ts";
import type { Sample, Signed } from "./portal.ts";
import type { Target } from "./sqlmap_targets.ts";

/** What a member of the staff may send: every list that is searched or filtered. */
export function staffTargets({ cookie }: Signed, { paidOn }: Sample): Target[] {
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
    { name: "GET /funcionario/prestadores/{nit}", path: "/funcionario/prestadores/999000011*" },
    { name: "GET /funcionario/consultas/{n}", path: "/funcionario/consultas/CO-2026-DEMB2345*" },
  ];
  return all.map((target) => ({ ...target, cookie }));
}
