import { MEDICINE_HOURS } from "../../law.ts";
import type { HelpSubject } from "../writing/subject.ts";

export const MEDICINES: HelpSubject = {
  slug: "medicamentos",
  audience: "affiliate",
  title: "Medicamentos",
  about: "Lo que la farmacia le debe, pedirlo a domicilio y dónde recogerlo",
  sections: [
    {
      id: "pendientes",
      title: "La farmacia no me dio todo",
      screens: ["/afiliados/medicamentos"],
      picture: "afiliados-medicamentos",
      body: [
        "[Entre](/ayuda/abrir-cuenta#entrar) y abra [Medicamentos](/afiliados/medicamentos). Ahí está lo " +
        `que le deben. Desde que queda pendiente tienen ${MEDICINE_HOURS} horas para entregárselo, ` +
        "también en su casa: la página dice cuántas faltan.",
        {
          terms: [
            { name: "Pedir a domicilio", about: "Se lo llevan a la dirección que usted escriba." },
            { name: "Recoger en otro punto", about: "Escoge la farmacia que le queda mejor." },
            { name: "Reclamar", about: "Sale cuando ya pasó el plazo. El reclamo va casi lleno." },
          ],
        },
        "Le damos un radicado: es el número para preguntar por su solicitud.",
      ],
    },
    {
      id: "solicitar",
      title: "Pedir un medicamento de su fórmula",
      screens: ["/afiliados/medicamentos", "/afiliados/medicamentos/solicitar"],
      body: [
        "Tenga a la mano la fórmula que le dio su médico.",
        {
          steps: [
            "Presione **Solicitar medicamentos**.",
            "Escriba el **Número de la fórmula** y la **Fecha de la fórmula**.",
            "Escriba qué medicamento necesita y cuánto.",
            "Diga si quiere **Que me lo lleven a la casa** o **Lo recojo yo**.",
            "Tómele una foto a la fórmula, que se lea completa, y agréguela en **Foto o PDF de la " +
            "fórmula**.",
            "Presione **Enviar solicitud**.",
          ],
        },
      ],
    },
    {
      id: "puntos",
      title: "Dónde se recogen",
      screens: ["/afiliados/puntos-de-entrega"],
      body: [
        "En [Puntos de entrega](/afiliados/puntos-de-entrega) escoja su **Departamento** y presione **Ver " +
        "puntos de entrega**. De cada punto se ve la dirección, el teléfono, si está abierto y si lleva a " +
        "la casa. No necesita cuenta.",
      ],
    },
  ],
};
