import { VOUCHER_COLUMNS, type VoucherColumnKey } from "../../payments/columns.ts";
import { PAGE_SIZE } from "../../paging.ts";
import { DEFAULT_RANGE_DAYS, MAX_RANGE_YEARS } from "../../payments/voucher_filter.ts";
import type { HelpSubject } from "../writing/subject.ts";

/** What each column of Comprobantes de Egreso says. */
const MEANINGS: Record<VoucherColumnKey, string> = {
  paidOn: "El día en que {eps} ordenó el pago. El banco puede mostrarlo el día hábil siguiente.",
  bankName: "El banco al que llegó.",
  accountType: "Ahorros o Corriente.",
  accountNumber: "La cuenta de su IPS que lo recibió.",
  paymentMethod: "Transferencia, Giro Directo, Cesión, Compensación u otra.",
  documentNumber: "El número del comprobante de egreso. Con él se pregunta y se descarga.",
  paidAmount: "Lo que se pagó con ese comprobante.",
  unappliedAmount: "La parte que todavía no se ha cruzado con ninguna factura.",
  unappliedAdvanceAmount: "Lo mismo, de dinero que se le dio como anticipo.",
};

export const PAYMENTS: HelpSubject = {
  slug: "pagos",
  audience: "provider",
  title: "Consulta de Pagos",
  about: "Las fechas, qué dice cada columna, los totales y los filtros",
  sections: [
    {
      id: "fechas",
      title: "Escoger las fechas",
      screens: ["/portal", "/pagos"],
      picture: "pagos-fechas",
      body: [
        {
          steps: [
            "En **Módulos Portal** presione **Financiera**. Se abre **Consulta de Pagos** con los " +
            `últimos ${DEFAULT_RANGE_DAYS} días ya cargados.`,
            "En **Desde** y **Hasta** escriba las fechas como dd/MM/yyyy, por ejemplo 01/03/2026, o " +
            "presione la imagen del calendario.",
            "Presione **Buscar**, la lupa al lado del segundo calendario.",
          ],
        },
        "Más rápido: **Este mes**, **Mes anterior**, **Este trimestre**, **Este año** o **Últimos 12 " +
        `meses**. Una consulta abarca hasta ${MAX_RANGE_YEARS} años.`,
        "La dirección de la página guarda la consulta: puede ponerla en favoritos o enviársela a un " +
        "compañero del equipo.",
      ],
    },
    {
      id: "columnas",
      title: "Qué dice cada columna",
      screens: ["/pagos"],
      picture: "pagos-lista",
      body: [
        `En **Comprobantes de Egreso** cada fila es un pago, el más nuevo primero, ${PAGE_SIZE} por ` +
        "página. " +
        "Presione el nombre de una columna para ordenar por ella.",
        {
          terms: VOUCHER_COLUMNS.map(({ key, header }) => ({ name: header, about: MEANINGS[key] })),
        },
        "Si la Forma de Pago es Giro Directo o Cesión, el banco, el tipo y el número de cuenta no " +
        "aplican y dicen N/A. [¿Por qué?](/ayuda/preguntas#giro-directo)",
      ],
    },
    {
      id: "totales",
      title: "Los totales",
      screens: ["/pagos"],
      body: [
        "La primera fila de la tabla suma toda la consulta: **Toda la consulta, no solo esta " +
        "página**. Si cambia las fechas o pone un filtro, los totales cambian con él. Los anulados, " +
        "los devueltos y los programados no suman.",
      ],
    },
    {
      id: "filtros",
      title: "Ver solo una parte",
      screens: ["/pagos"],
      body: [
        {
          terms: [
            {
              name: "Con pendiente por aplicar",
              about: "Los que tienen dinero sin cruzar con facturas.",
            },
            {
              name: "Con diferencia",
              about: "Los que no cuadran: el valor del pago no es la suma de lo aplicado y lo " +
                "pendiente.",
            },
            {
              name: "Anulados",
              about: "Los que {eps} anuló. Se ven, y no cuentan en ninguna suma.",
            },
            { name: "Trabajados", about: "Los que su equipo ya marcó como revisados." },
            { name: "Más filtros", about: "Forma de pago, un texto, y el orden de la lista." },
            {
              name: "Por factura",
              about: "La misma consulta, una fila por factura. Para volver: Por comprobante.",
            },
          ],
        },
        "De aquí se sigue a [Ver Detalle](/ayuda/detalle) o a [las descargas](/ayuda/descargas).",
      ],
    },
  ],
};
