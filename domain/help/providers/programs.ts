import type { HelpSubject } from "../writing/subject.ts";

export const PROGRAMS: HelpSubject = {
  slug: "programas",
  audience: "provider",
  title: "Programas",
  about: "Que su sistema contable lea los pagos por sí solo: tokens y avisos",
  sections: [
    {
      id: "tokens",
      title: "Tokens",
      screens: ["/cuenta/programas"],
      body: [
        "Un token es una clave larga para su programa. En [Mi cuenta, Programas](/cuenta/programas) el " +
        "representante legal o un administrador lo crea en **Token nuevo**: le pone **Nombre**, escoge " +
        "**Para qué sirve** y cuándo **Vence**, y presiona **Crear token**. Se ve una sola vez: " +
        "entréguelo a su programador por un medio seguro. Si alguien más lo tuvo, presione " +
        "**Revocar**.",
        "Lo que se puede preguntar está en la [API para programas](/api), donde también se prueba, y hay " +
        "[ejemplos listos para copiar](/api/ejemplos).",
      ],
    },
    {
      id: "avisos",
      title: "Avisos a programas (webhooks)",
      screens: ["/cuenta/programas/avisos"],
      body: [
        "En [Avisos a programas](/cuenta/programas/avisos) escriba la **Dirección** de su programa y " +
        "**De qué se avisa**, y presione **Agregar dirección**. Cuando se publica un pago, se responde " +
        "una consulta o se expide un certificado, el portal se lo cuenta a su programa, firmado.",
        "Si quien la agregó deja de administrar su IPS en el portal, la dirección se apaga y sus " +
        "tokens dejan de servir: otra persona la revisa y la enciende.",
      ],
    },
  ],
};
