import { describeTolerance, GROUP_WORDS, GROUPS, TOLERANCES } from "../../reconciliation/groups.ts";
import { KEPT_SENTENCE } from "../../reconciliation/kept_list.ts";
import { MAX_LIST_ROWS } from "../../reconciliation/pasted.ts";
import { UNLISTED_WORDS } from "../../reconciliation/report.ts";
import { formatCount } from "../../thousands.ts";
import type { HelpSubject } from "../writing/subject.ts";

const ONE_OF_TOLERANCES = new Intl.ListFormat("es", { type: "disjunction" })
  .format(TOLERANCES.map(describeTolerance));

export const RECONCILIATION: HelpSubject = {
  slug: "cruce",
  audience: "provider",
  title: "Cruce de cartera",
  about: "Comparar su lista de facturas con lo pagado, y el acta de conciliación",
  sections: [
    {
      id: "lista",
      title: "Traer su lista",
      screens: ["/cruce"],
      picture: "cruce-lista",
      body: [
        {
          steps: [
            "En Excel copie la columna con los números de factura. Si quiere comparar también los " +
            `valores, copie las dos columnas. Hasta ${formatCount(MAX_LIST_ROWS)} filas.`,
            "Abra [Cruce de cartera](/cruce) y péguela en **Su lista de facturas**. O suba el archivo " +
            "en **O un archivo (opcional)**: de un libro se lee la primera hoja con facturas, y los " +
            "títulos de arriba no cuentan.",
            "Presione **Leer la lista**.",
            "Compruebe qué columna es el **Número de factura** y cuál el **Valor**. Si sus números no " +
            "traen letras, escriba el prefijo en **Prefijo, si falta**.",
            `En **Tolerancia** escoja qué diferencia no le importa: ${ONE_OF_TOLERANCES}.`,
            "Presione **Cruzar**.",
          ],
        },
        KEPT_SENTENCE,
      ],
    },
    {
      id: "grupos",
      title: "Leer el resultado",
      screens: ["/cruce"],
      picture: "cruce-grupos",
      body: [
        "Cada factura queda en un solo grupo, con cuántas son y cuánto suman. Presione el nombre del " +
        "grupo para ver sus filas.",
        { terms: GROUPS.map((group) => GROUP_WORDS[group]) },
        { terms: [UNLISTED_WORDS] },
      ],
    },
    {
      id: "despues",
      title: "Llevarse el cruce",
      screens: ["/cruce"],
      body: [
        "**Descargar el cruce** le devuelve su lista, en su mismo orden y con sus columnas, más las " +
        "nuestras. Si cambia la tolerancia o el prefijo, presione **Cruzar de nuevo**. La dirección del " +
        "resultado se puede guardar y abrir otra vez mientras esté su lista.",
      ],
    },
    {
      id: "acta",
      title: "Hacer un acta de conciliación",
      screens: ["/cruce", "/conciliaciones"],
      body: [
        "En el resultado del cruce escriba la **Fecha de corte** y presione **Preparar el acta**. En " +
        "[Conciliaciones](/conciliaciones) queda el acta con las diferencias: la envía, {eps} responde " +
        "cada una, y las dos partes la cierran. El acta se descarga en PDF.",
      ],
    },
  ],
};
