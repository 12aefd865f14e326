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
  ],
};
