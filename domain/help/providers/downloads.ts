import {
  FURTHER_SETTLEMENT_COLUMNS,
  SETTLEMENT_COLUMNS,
  VOUCHER_COLUMNS,
} from "../../payments/columns.ts";
import type { HelpSubject } from "../writing/subject.ts";

const FURTHER = FURTHER_SETTLEMENT_COLUMNS.map(({ header }) => header).join(", ");

export const DOWNLOADS: HelpSubject = {
  slug: "descargas",
  audience: "provider",
  title: "Descargar información",
  about: "El Excel de un comprobante o de un periodo, el CSV y lo que trae cada uno",
  sections: [
    {
      id: "comprobante",
      title: "Un comprobante",
      screens: ["/pagos/:documentNumber"],
      body: [
        "Abra el comprobante con Ver Detalle y presione **Descargar**. Su navegador guarda un libro de " +
        "Excel, casi siempre en la carpeta Descargas. El nombre lleva el NIT y el número del " +
        "comprobante.",
      ],
    },
    {
      id: "periodo",
      title: "Todo un periodo",
      screens: ["/pagos"],
      picture: "descargas",
      body: [
        "Haga la consulta con sus fechas y presione **Descargar periodo**: un solo libro con todos los " +
        "comprobantes y todas sus facturas. Si puso un filtro, el libro trae lo mismo que la " +
        "pantalla.",
        "Los archivos del periodo no traen los anulados ni los devueltos.",
      ],
    },
    {
      id: "libro",
      title: "Qué trae el libro de Excel",
      body: [
        {
          bullets: [
            `Hoja Comprobantes: las ${VOUCHER_COLUMNS.length} columnas de Comprobantes de Egreso.`,
            `Hoja Facturas: las ${SETTLEMENT_COLUMNS.length} columnas de Detalle de Pagos y ` +
            `${FURTHER_SETTLEMENT_COLUMNS.length} más: ${FURTHER}.`,
            "Hoja Resumen: su IPS, el periodo, quién lo descargó y cuándo, los totales y el cuadre, " +
            "con fórmulas que usted puede revisar.",
          ],
        },
        "Los valores son números y las fechas son fechas: puede sumarlos y filtrarlos. Los números de " +
        "factura, de cuenta y de documento son texto, para que Excel no les quite los ceros.",
      ],
    },
    {
      id: "csv",
      title: "Para su programa contable",
      screens: ["/pagos"],
      body: [
        "**CSV de comprobantes** y **CSV de facturas** traen los mismos datos como texto, para " +
        "programas que no leen Excel. Si quiere que su programa los lea solo, mire " +
        "[Programas](/ayuda/programas).",
      ],
    },
    {
      id: "no-puedo",
      title: "No veo el botón para descargar",
      body: [
        "Su rol es Consulta, que mira en pantalla y no descarga. Pida al representante legal o a un " +
        "administrador de su IPS que [le cambie el rol](/ayuda/equipo#roles).",
      ],
    },
  ],
};
