import { STEPS } from "../../enrolment/question.ts";
import type { HelpSubject } from "../writing/subject.ts";

export const ENROLMENT: HelpSubject = {
  slug: "afiliarse",
  audience: "affiliate",
  title: "Afiliarse",
  about: `Usted y su familia, o pasarse de otra EPS, en ${STEPS.length} pasos`,
  sections: [
    {
      id: "empezar",
      title: "Empezar la solicitud",
      screens: ["/afiliados/afiliarse"],
      picture: "afiliarse",
      body: [
        "Tenga a la mano los documentos de todos los que se van a afiliar: se les toma una foto. Si tiene " +
        "SISBÉN, también el grupo: una letra y un número, como B2. Los niveles 1 y 2 de antes ya no se " +
        "usan.",
        {
          steps: [
            "Abra [Afiliarse](/afiliados/afiliarse).",
            "Escriba su correo en **¿A qué correo le escribimos?** y presione **Empezar**.",
            `Responda una pregunta en cada pantalla. Son ${STEPS.length} pasos: el SISBÉN, por qué nos escoge, sus ` +
            "datos y los de su familia, las fotos y su firma, y revisar.",
            "Al final presione Enviar. Le damos un radicado y la fecha en que le respondemos.",
          ],
        },
        "Si no tiene correo, en cualquier [oficina](/afiliados/atencion) le ayudan a llenarla.",
      ],
    },
    {
      id: "seguir",
      title: "Seguir otro día",
      screens: ["/afiliados/afiliarse", "/afiliados/afiliarse/retomar"],
      body: [
        "Puede parar cuando quiera. Para seguir, abra Afiliarse y presione **Ya empecé una solicitud y " +
        "quiero seguir**. Escriba el **Radicado**, que empieza por AF, y su **Correo**, y presione " +
        "**Enviarme el enlace**.",
      ],
    },
    {
      id: "respuesta",
      title: "La respuesta",
      body: [
        "Le escribimos al correo cuando haya respuesta. Si falta algo, le decimos qué: corríjalo y envíela " +
        "de nuevo. Cuando ya esté afiliado, [abra su cuenta](/ayuda/abrir-cuenta).",
      ],
    },
  ],
};
