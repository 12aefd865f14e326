import { GLOSSARY } from "../../payments/glossary.ts";
import type { HelpSubject } from "../writing/subject.ts";

export const QUESTIONS: HelpSubject = {
  slug: "preguntas",
  audience: "provider",
  title: "Preguntas de contadores",
  about: "No cuadra, no aparece, no llegó; qué es glosa, retención, embargo o giro directo",
  sections: [
    {
      id: "no-cuadra",
      title: "Los valores no cuadran con mi contabilidad",
      screens: ["/pagos/:documentNumber", "/facturas/:invoiceNumber"],
      body: [
        {
          steps: [
            "Abra el comprobante y mire si dice **Cuadra**. Si dice **Diferencia**, las cifras de " +
            "{eps} no suman: repórtelo con ese valor.",
            "Compare factura por factura. Presione el **Número de Factura**: casi siempre la " +
            "diferencia es una retención, un copago o un descuento que usted no había registrado.",
            "Si dice **Diferencia sin explicar**, ninguna cifra la explica: repórtela.",
            "Si tiene muchas facturas, haga un [cruce de cartera](/ayuda/cruce): separa las que están " +
            "bien de las que no.",
          ],
        },
      ],
    },
    {
      id: "no-llego",
      title: "El pago no está en el banco",
      screens: ["/pagos/:documentNumber", "/consultas/nueva"],
      body: [
        "Mire la cuenta y el banco del comprobante: puede haber llegado a otra cuenta de su IPS. El " +
        "banco puede mostrarlo el día hábil siguiente a la Fecha de Pago. Si el comprobante dice que el " +
        "banco lo devolvió, allí está el motivo. Si nada de esto es, presione **Reportar** y escoja **No " +
        "me llegó**.",
      ],
    },
    {
      id: "pendiente",
      title: "¿Qué es Valor Pendiente por Aplicar?",
      body: [
        "Dinero que ya se le pagó y que todavía no se ha cruzado con ninguna factura. Si es de un " +
        "anticipo, está en la columna de al lado. Usted puede " +
        "[proponer a qué facturas se aplica](/ayuda/consultas#saldo).",
      ],
    },
    {
      id: "giro-directo",
      title: "¿Por qué el banco dice N/A, o el comprobante no trae facturas?",
      body: [
        "En el giro directo la ADRES le paga a su IPS en nombre de {eps} (Ley 1438 de 2011, artículo " +
        "29). {eps} no tiene la cuenta, por eso dice N/A, y el pago llega por un total, sin facturas. En " +
        "una cesión el dinero tampoco llega a una cuenta de su IPS.",
      ],
    },
    {
      id: "glosa",
      title: "¿Qué es una glosa? ¿Y una devolución?",
      body: [
        "Una glosa es la objeción que la EPS hace, con su motivo, a toda la factura o a una parte. Lo " +
        "que no se objeta se debe pagar (Decreto-Ley 1281 de 2002, artículo 7). En una devolución vuelve " +
        "la factura entera, y no es una glosa (Decreto 4747 de 2007, artículo 23).",
        "El portal muestra pagos, no glosas. Si de una factura se pagó solo una parte, pregunte a " +
        "cuentas médicas si el resto está glosado.",
      ],
    },
    {
      id: "retencion",
      title: "¿Qué me retuvieron?",
      screens: ["/pagos/:documentNumber"],
      body: [
        {
          terms: [
            GLOSSARY.retefuente,
            GLOSSARY.reteIca,
            GLOSSARY.reteIva,
            GLOSSARY.stampTax,
          ],
        },
        "La prueba de lo retenido, para su declaración, es el " +
        "[certificado de retención](/ayuda/certificados).",
      ],
    },
    {
      id: "embargo",
      title: "¿Qué es un embargo?",
      body: [
        "La orden de un juez de retener dinero de su IPS. Ese valor no llega a su cuenta, aunque la " +
        "factura figure pagada. Pregunte por él en el juzgado que lo ordenó; {eps} solo lo cumple.",
      ],
    },
    {
      id: "dos-veces",
      title: "Una factura dice «Pagada dos veces»",
      body: [
        "Lo pagado suma más de lo que vale. Ábrala: dice cuánto sobra y con qué comprobantes se pagó. " +
        "Responda allí mismo si está bien, si está mal o cómo lo devuelve.",
      ],
    },
    {
      id: "cambio",
      title: "El comprobante cambió después de que lo descargué",
      body: [
        "{eps} lo corrigió. Al abrirlo, un aviso dice qué día y qué cifras cambiaron, de cuánto a " +
        "cuánto. Descárguelo otra vez.",
      ],
    },
  ],
};
