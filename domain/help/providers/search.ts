import type { HelpSubject } from "../writing/subject.ts";

export const SEARCH: HelpSubject = {
  slug: "buscar",
  audience: "provider",
  title: "Buscar factura",
  about: "Una factura, un comprobante o un valor, sin saber la fecha",
  sections: [
    {
      id: "buscar",
      title: "Buscar sin fechas",
      screens: ["/buscar"],
      picture: "buscar",
      body: [
        "En [Buscar factura](/buscar) escriba el **Número de factura o de comprobante, o un valor** " +
        "y presione **Buscar**.",
        {
          bullets: [
            "La factura se encuentra en cualquier escritura: FEV-001234, fev 1234 o FEV1234.",
            "Si escribe solo el número, sin el prefijo, le mostramos las que lo tienen, como " +
            "sugerencias: compruebe que sean suyas.",
            "Un pago también se encuentra por su valor: 1.500.000,00. Sirve cuando solo tiene el " +
            "extracto del banco.",
          ],
        },
        "De cada factura se ven todos los pagos y lo que queda después de cada uno.",
      ],
    },
    {
      id: "no-aparece",
      title: "La factura no aparece",
      body: [
        {
          steps: [
            "Búsquela otra vez solo por el número, sin prefijo ni ceros.",
            "Busque el valor exacto: a veces se registró con otro número.",
            "Mire los comprobantes con dinero pendiente por aplicar: el pago puede haber llegado " +
            "sin decir a qué factura.",
            "Si cree que ya se pagó, abra el comprobante y presione Reportar, Falta una factura. " +
            "[Así se reporta](/ayuda/consultas#reportar).",
          ],
        },
        "El portal muestra lo pagado. Una factura que {eps} aún no ha pagado, que está en " +
        "[glosa](/ayuda/preguntas#glosa) o que se devolvió no aparece aquí.",
      ],
    },
  ],
};
