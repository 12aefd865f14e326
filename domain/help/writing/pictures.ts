/** A picture made from the running portal (`deno task help:pictures`). */
type Picture = {
  /** Says what is seen to whoever does not see it. */
  alt: string;
  /** The route of the screen that it shows. */
  screen: string;
};

export const PICTURES = {
  "registro": {
    alt: "Registrar Usuario: paso 1 de 4, el campo Nit IPS y el botón Consultar.",
    screen: "/registro",
  },
  "zona-ser": {
    alt: "Zona Ser: Tipo Usuario, Usuario, Contraseña y el botón Inicio de Sesión.",
    screen: "/zona-ser",
  },
  "equipo-invitar": {
    alt: "Invitar a una persona: su correo, los tres roles y el botón Invitar.",
    screen: "/equipo",
  },
  "pagos-fechas": {
    alt: "Consulta de Pagos: Desde y Hasta con su calendario, la lupa y los periodos rápidos.",
    screen: "/pagos",
  },
  "pagos-lista": {
    alt: "Comprobantes de Egreso: las nueve columnas, la fila de totales y los primeros pagos.",
    screen: "/pagos",
  },
  "descargas": {
    alt: "Descargar periodo, CSV de comprobantes y CSV de facturas, sobre la lista de pagos.",
    screen: "/pagos",
  },
  "detalle": {
    alt: "Detalle de Pagos: el comprobante y su fecha, Ver las 20 columnas, Reportar y Descargar.",
    screen: "/pagos/:documentNumber",
  },
  "cuadre": {
    alt: "Una cuenta que cuadra: Valor Pago igual a la suma de lo pagado más lo pendiente.",
    screen: "/pagos/:documentNumber",
  },
  "factura": {
    alt: "Una factura, del Valor Factura al Saldo: cada descuento y cada pago en su renglón.",
    screen: "/facturas/:invoiceNumber",
  },
  "buscar": {
    alt: "Buscar factura: una sola casilla y el botón Buscar.",
    screen: "/buscar",
  },
  "cruce-lista": {
    alt: "Cruce de cartera: la casilla donde se pega la lista de facturas.",
    screen: "/cruce",
  },
  "cruce-grupos": {
    alt: "El resultado del cruce: cada grupo con sus filas, su valor, lo pagado y lo que falta.",
    screen: "/cruce",
  },
  "reportar": {
    alt: "Reportar: qué pasó con el pago y una casilla para contarlo.",
    screen: "/consultas/nueva",
  },
  "estado-de-cuenta": {
    alt: "Estado de cuenta: la tabla de los meses con lo pagado, lo retenido y lo pendiente.",
    screen: "/estado-de-cuenta",
  },
  "certificados": {
    alt: "Certificados de retención: el de renta del año, con el PDF y sus renglones en Excel.",
    screen: "/certificados",
  },
  "afiliados-registro": {
    alt: "Registrar Usuario, paso 1: Tipo Documento, Número Documento y Fecha de Nacimiento.",
    screen: "/afiliados/registro",
  },
  "afiliados-entrar": {
    alt: "Zona Ser con Tipo Usuario Afiliado: el documento, la contraseña e Inicio de Sesión.",
    screen: "/zona-ser",
  },
  "afiliados-consulta": {
    alt: "Consulta de afiliación: los tres datos del documento y el botón Consultar.",
    screen: "/afiliados/consulta",
  },
  "afiliados-certificado": {
    alt: "Certificado de afiliación y el botón Descargar certificado.",
    screen: "/afiliados/certificado",
  },
  "afiliados-medicamentos": {
    alt: "Un medicamento pendiente: cuánto le deben, Pedir a domicilio y Recoger en otro punto.",
    screen: "/afiliados/medicamentos",
  },
  "afiliados-cita": {
    alt: "La cita más cercana y el botón Tomar esta hora.",
    screen: "/afiliados/citas/nueva/:borrador/hora",
  },
  "afiliarse": {
    alt: "Afiliarse: los cinco pasos, la casilla del correo y el botón Empezar.",
    screen: "/afiliados/afiliarse",
  },
  "pqrs": {
    alt: "Petición, queja, reclamo, sugerencia o felicitación: en cuánto se responde cada una.",
    screen: "/afiliados/atencion/pqrs",
  },
} as const satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
