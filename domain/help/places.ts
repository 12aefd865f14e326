type Row = readonly [address: string, place: string, placeForAffiliates?: string];

/**
 * The part of the help for the pages under an address; one that ends in a slash is for the pages below it
 * alone. Of a page that everybody has, an affiliate has a part of her own. This file imports nothing: every page reads it, the first ones too.
 */
export const PLACES: readonly Row[] = [
  ["/zona-ser", "entrar", "abrir-cuenta#entrar"],
  ["/clave", "entrar#clave", "abrir-cuenta#clave"],
  ["/registro", "registro"],
  ["/registro/solicitud", "registro#correo"],
  ["/activar", "registro#enlace"],
  ["/portal", "entrar"],
  ["/pagos", "pagos"],
  ["/pagos/", "detalle"],
  ["/facturas", "pagos#filtros"],
  ["/facturas/", "detalle#factura"],
  ["/buscar", "buscar"],
  ["/cruce", "cruce"],
  ["/conciliaciones", "cruce#acta"],
  ["/estado-de-cuenta", "estado-de-cuenta"],
  ["/estado-de-cuenta/saldos", "estado-de-cuenta#saldos"],
  ["/certificados", "certificados"],
  ["/verificar", "certificados#verificar", "certificado#verificar"],
  ["/consultas", "consultas"],
  ["/consultas/", "consultas#seguir"],
  ["/consultas/nueva", "consultas#reportar"],
  ["/equipo", "equipo"],
  ["/cuenta", "entrar#seguridad", "abrir-cuenta#mi-cuenta"],
  ["/cuenta/avisos", "equipo#avisos"],
  ["/cuenta/programas", "programas"],
  ["/cuenta/programas/avisos", "programas#avisos"],
  ["/afiliados/registro", "abrir-cuenta"],
  ["/afiliados/registro/solicitud", "abrir-cuenta#correo"],
  ["/afiliados/inicio", "abrir-cuenta#entrar"],
  ["/afiliados/consulta", "afiliacion"],
  ["/afiliados/mi-afiliacion", "afiliacion#mi-afiliacion"],
  ["/afiliados/familia", "afiliacion#familia"],
  ["/afiliados/certificado", "certificado"],
  ["/afiliados/medicamentos", "medicamentos"],
  ["/afiliados/medicamentos/solicitar", "medicamentos#solicitar"],
  ["/afiliados/puntos-de-entrega", "medicamentos#puntos"],
  ["/afiliados/citas", "citas"],
  ["/afiliados/citas/", "citas#cambiar"],
  ["/afiliados/citas/nueva", "citas#pedir"],
  ["/afiliados/afiliarse", "afiliarse"],
  ["/afiliados/atencion", "pqrs#hablar"],
  ["/afiliados/atencion/pqrs", "pqrs"],
];

/** Where the help on a page is: that of the longest address which the page's begins with. */
export function helpOn(path: string, isAffiliate = false): string | undefined {
  const fitting = PLACES.filter(([address]) =>
    address.endsWith("/")
      ? path.startsWith(address)
      : path === address || path.startsWith(`${address}/`)
  );
  const [address, place, placeForAffiliates = place] = fitting.reduce(
    (one, other) => other[0].length > one[0].length ? other : one,
    NONE,
  );
  return address === "" ? undefined : `/ayuda/${isAffiliate ? placeForAffiliates : place}`;
}

const NONE: Row = ["", ""];
