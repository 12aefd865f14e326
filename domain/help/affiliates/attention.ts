import type { HelpSubject } from "../writing/subject.ts";

export const ATTENTION: HelpSubject = {
  slug: "pqrs",
  audience: "affiliate",
  title: "Peticiones, quejas y reclamos",
  about: "Poner una queja o un reclamo, con su nombre o sin él, y ver la respuesta",
  sections: [
    {
      id: "poner",
      title: "Poner una queja, un reclamo o una petición",
      screens: ["/afiliados/atencion/pqrs", "/afiliados/atencion/pqrs/nueva"],
      picture: "pqrs",
      body: [
        {
          steps: [
            "Abra [Peticiones, quejas y reclamos](/afiliados/atencion/pqrs).",
            "Escoja qué quiere hacer: **Petición**, **Queja**, **Reclamo**, **Sugerencia** o " +
            "**Felicitación**.",
            "Diga si quiere poner su nombre: **Sí, con mi nombre** o **No, sin mi nombre**.",
            "Cuente qué pasó. Puede agregar fotos.",
          ],
        },
        "Al enviarla le damos un radicado y la fecha en que respondemos. Si no dio su nombre, también un " +
        "código: guárdelo, porque sin él nadie puede ver la respuesta.",
        "Si la salud de alguien está en riesgo, dígalo en el reclamo: se responde más rápido. Si es una " +
        "urgencia, vaya al hospital más cercano.",
      ],
    },
    {
      id: "estado",
      title: "Ver la respuesta",
      screens: ["/afiliados/atencion/pqrs", "/afiliados/atencion/pqrs/estado"],
      body: [
        "Presione **Ver cómo va mi solicitud**. Escriba el **Radicado** y su **Número de documento, o el " +
        "código**, y presione **Ver mi solicitud**. Ahí mismo puede contestar.",
      ],
    },
    {
      id: "hablar",
      title: "Hablar con una persona",
      screens: ["/afiliados/atencion"],
      body: [
        "La línea {phone} contesta las 24 horas. En [Atención y oficinas](/afiliados/atencion) escoja su " +
        "**Departamento** y presione **Ver oficinas**: salen la dirección, el horario y si está abierta.",
      ],
    },
  ],
};
