import { AGE_STEPS } from "../../statements/statement.ts";
import type { HelpSubject } from "../writing/subject.ts";

const ENDS = AGE_STEPS.flatMap(({ to }) => to === undefined ? [] : [to]);

export const STATEMENTS: HelpSubject = {
  slug: "estado-de-cuenta",
  audience: "provider",
  title: "Estado de cuenta",
  about: "Cada mes: lo pagado, lo retenido y lo que falta por aplicar",
  sections: [
    {
      id: "meses",
      title: "Un año, mes por mes",
      screens: ["/estado-de-cuenta"],
      picture: "estado-de-cuenta",
      body: [
        "Escoja el año. La tabla dice, de cada **Mes**, cuántos **Comprobantes** hubo, lo **Pagado**, " +
        "lo **Retenido** y el **Pendiente por Aplicar**. Presione un mes para ver sus comprobantes.",
        "**Descargar estado de cuenta** le da lo mismo en Excel.",
      ],
    },
    {
      id: "antiguedad",
      title: "Dinero pendiente por antigüedad",
      screens: ["/estado-de-cuenta"],
      body: [
        "**Pendiente por aplicar, por antigüedad** reparte el dinero sin cruzar según los días desde " +
        `el pago: hasta ${ENDS.join(", ")} y **Más de ${
          ENDS.at(-1)
        } días**. Presione un renglón para ver los ` +
        "comprobantes. Para aplicarlo a sus facturas, [haga una consulta](/ayuda/consultas#saldo).",
      ],
    },
    {
      id: "saldos",
      title: "Lo que falta de facturas pagadas en parte",
      screens: ["/estado-de-cuenta/saldos"],
      body: [
        "[Facturas con saldo](/estado-de-cuenta/saldos) trae cada factura que se pagó en parte, una " +
        "sola vez, con el **Saldo** que dejó su último pago, y reparte ese saldo según los días desde " +
        "ese pago. Presione la factura para ver por qué, o el comprobante para ver el pago.",
        "**Descargar facturas con saldo** le da todas en Excel. Las que no tienen ningún pago no están: " +
        "para esas haga un [cruce](/ayuda/cruce).",
      ],
    },
  ],
};
