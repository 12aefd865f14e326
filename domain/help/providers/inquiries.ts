import { MAX_FILES } from "../../file.ts";
import type { HelpSubject } from "../writing/subject.ts";

export const INQUIRIES: HelpSubject = {
  slug: "consultas",
  audience: "provider",
  title: "Consultas",
  about: "Preguntar por un pago, seguir la respuesta y aplicar dinero pendiente",
  sections: [
    {
      id: "reportar",
      title: "Reportar algo de un pago",
      screens: ["/pagos/:documentNumber", "/consultas/nueva"],
      picture: "reportar",
      body: [
        {
          steps: [
            "Abra el comprobante o la factura y presione **Reportar**.",
            "Escoja **Qué pasó**: **No me llegó**, **Valor distinto**, **Falta una factura**, **Esta " +
            "factura no es mía** o, si el comprobante tiene dinero pendiente, **Aplicar saldo " +
            "pendiente a estas facturas**.",
            "En **Cuéntenos** diga qué esperaba y qué encontró. Puede adjuntar hasta " +
            `${MAX_FILES} archivos: ` +
            "el extracto del banco, la factura, un Excel.",
            "Presione **Enviar consulta**.",
          ],
        },
        "Queda un radicado, que empieza por CO, y la fecha en que le respondemos.",
      ],
    },
    {
      id: "seguir",
      title: "Ver la respuesta",
      screens: ["/consultas", "/consultas/:radicado"],
      body: [
        "En [Consultas](/consultas) están todas, con su **Estado** y la fecha prometida en " +
        "**Respuesta**. Presione el **Radicado** para leer y contestar; si la respuesta no le sirve, " +
        "escriba de nuevo en la misma consulta.",
      ],
    },
    {
      id: "saldo",
      title: "Aplicar dinero pendiente a sus facturas",
      screens: ["/consultas/nueva"],
      body: [
        "Abra un comprobante que tenga Valor Pendiente por Aplicar, presione Reportar y escoja " +
        "**Aplicar saldo pendiente a estas facturas**. Escriba cada factura y el valor que quiere " +
        "aplicarle. {eps} lo acepta o le dice por qué no, y la decisión queda en un acta.",
      ],
    },
  ],
};
