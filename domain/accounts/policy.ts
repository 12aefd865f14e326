import type { Eps } from "../eps.ts";

/** The site's policies, as they are shown and accepted; a change of the text needs a new version. */
export const POLICY_VERSION = "2026-11";

export type PolicySection = { title: string; paragraphs: string[] };

/** The policies of an EPS by name; the hash stored with a consent is of this text (Ley 1581, art. 9). */
export function policySections(eps: Eps): PolicySection[] {
  return [
    {
      title: "Quién responde por sus datos",
      paragraphs: [
        `${eps.name} es responsable del tratamiento de los datos que usted entrega en Zona Ser. ` +
        `Para cualquier solicitud, la línea de atención es ${eps.phone}.`,
      ],
    },
    {
      title: "Para qué los usamos",
      paragraphs: [
        "Usamos el NIT, la cédula del representante legal y el correo registrado para comprobar " +
        "quién entra, mostrarle los pagos hechos a su IPS y avisarle de lo que ocurra en su cuenta.",
        "No los usamos para publicidad ni los entregamos a terceros, salvo cuando una autoridad " +
        "competente lo ordene.",
      ],
    },
    {
      title: "Sus derechos",
      paragraphs: [
        "Usted puede conocer, actualizar y rectificar sus datos, pedir prueba de esta autorización, " +
        "saber qué uso se les ha dado, revocarla y acceder a ellos sin costo (Ley 1581 de 2012, " +
        "artículo 8). Un reclamo se responde en quince días hábiles.",
      ],
    },
    {
      title: "Cómo cuidamos su cuenta",
      paragraphs: [
        "Su contraseña se guarda de modo que nadie puede leerla, tampoco nosotros. La sesión termina " +
        "sola después de treinta minutos sin uso.",
        "Usted responde por lo que se haga con su contraseña: no la comparta y avísenos si cree que " +
        "alguien más la conoce.",
      ],
    },
  ];
}

/** The whole text of the policies, which is what gets accepted. */
export function policyText(eps: Eps): string {
  const sections = policySections(eps).map(({ title, paragraphs }) => [title, ...paragraphs]);
  return [POLICY_VERSION, ...sections.flat()].join("\n");
}
