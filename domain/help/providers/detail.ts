import { PAGE_SIZE } from "../../paging.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  FURTHER_SETTLEMENT_COLUMNS,
  SETTLEMENT_COLUMNS,
  type SettlementColumnKey,
} from "../../payments/columns.ts";
import { GLOSSARY } from "../../payments/glossary.ts";
import type { HelpSubject, Term } from "../writing/subject.ts";

/** What each column of Detalle de Pagos says, where the glossary of an explained invoice does not. */
const MEANINGS: Partial<Record<SettlementColumnKey, string>> = {
  voucherNumber: "El comprobante con que se pagó, o el anticipo del que salió el dinero.",
  documentType: "Si es una factura, una nota u otro documento.",
  invoiceNumber: "El número como {eps} lo escribió. Presiónelo para ver la factura explicada.",
  paidAmount: "Lo que este comprobante pagó de la factura.",
  paymentMethod: "Cómo se pagó.",
  settledOn: "El día en que el pago se cruzó con la factura.",
  settlementDocument: "El documento con que se hizo el cruce.",
  settledAmount: "El valor que se cruzó.",
};

function termOf({ key, header }: { key: SettlementColumnKey; header: string }): Term {
  const glossary: Partial<Record<string, { about: string }>> = GLOSSARY;
  return { name: header, about: MEANINGS[key] ?? glossary[key]?.about ?? "" };
}

export const DETAIL: HelpSubject = {
  slug: "detalle",
  audience: "provider",
  title: "Detalle de Pagos",
  about: "Las facturas de un comprobante, qué dice cada columna y si cuadra",
  sections: [
    {
      id: "ver",
      title: "Ver las facturas de un comprobante",
      screens: ["/pagos", "/pagos/:documentNumber"],
      picture: "detalle",
      body: [
        "En la fila del comprobante presione **Ver Detalle**. Debajo de la lista se abre **Detalle de " +
        `Pagos**, con ${PAGE_SIZE} facturas por página; las flechas y los números del final llevan a las ` +
        "demás.",
        "**Descargar** le da el Excel de ese comprobante. **Reportar** sirve para preguntar por él.",
      ],
    },
    {
      id: "columnas",
      title: "Qué dice cada columna",
      screens: ["/pagos/:documentNumber"],
      body: [{ terms: SETTLEMENT_COLUMNS.map(termOf) }],
    },
    {
      id: "todas-las-columnas",
      title: `Las otras ${FURTHER_SETTLEMENT_COLUMNS.length} columnas`,
      screens: ["/pagos/:documentNumber"],
      body: [
        `Presione **Ver las ${ALL_SETTLEMENT_COLUMNS.length} columnas**. Son las mismas que trae el ` +
        "archivo descargado.",
        { terms: FURTHER_SETTLEMENT_COLUMNS.map(termOf) },
        "Un dato que {eps} no dio se ve como una raya (–) y no suma.",
      ],
    },
    {
      id: "cuadre",
      title: "¿Cuadra el comprobante?",
      screens: ["/pagos/:documentNumber"],
      picture: "cuadre",
      body: [
        "Encima de las facturas está la cuenta: **Valor Pago** = **Suma de Valor Pagado** + " +
        "**Pendiente por aplicar** + **Pendiente anticipo**.",
        {
          terms: [
            { name: "Cuadra", about: "Los dos lados son iguales." },
            {
              name: "Diferencia",
              about:
                "No son iguales, y dice cuánto. Las cifras son las de {eps}: no las corregimos. " +
                "Repórtela.",
            },
            {
              name: "Sin facturas",
              about: "El comprobante vino sin facturas, como los de giro directo.",
            },
          ],
        },
      ],
    },
    {
      id: "factura",
      title: "Una factura, paso a paso",
      screens: ["/facturas/:invoiceNumber"],
      picture: "factura",
      body: [
        "Presione el número de una factura. Se ve cómo se llega de **Valor Factura** a **Valor Neto** " +
        "y a **Saldo**: cada descuento y cada pago, con su fecha y una frase que lo explica. Abajo " +
        "están todos los comprobantes que la pagaron.",
      ],
    },
    {
      id: "trabajado",
      title: "Marcar lo que ya revisó",
      screens: ["/pagos/:documentNumber"],
      body: [
        "**Marcar como trabajado** deja el comprobante marcado para todo su equipo, y con **Escribir una " +
        "nota** queda dicho por qué. {eps} no ve estas marcas.",
      ],
    },
  ],
};
