import type { HelpSubject } from "../writing/subject.ts";

export const AFFILIATION_CERTIFICATE: HelpSubject = {
  slug: "certificado",
  audience: "affiliate",
  title: "Certificado de afiliación",
  about: "Descargarlo en su teléfono, y cómo se sabe que es verdadero",
  sections: [
    {
      id: "descargar",
      title: "Descargar su certificado",
      screens: ["/afiliados/certificado"],
      picture: "afiliados-certificado",
      body: [
        {
          steps: [
            "[Entre](/ayuda/abrir-cuenta#entrar) con su documento.",
            "Abra [Certificado](/afiliados/certificado).",
            "Presione **Descargar certificado**. Se guarda un archivo PDF, con la fecha de hoy.",
          ],
        },
        "Puede imprimirlo o enviarlo por mensaje. En una oficina también se lo dan.",
        "Si su estado no es activo no hay certificado de afiliación: la página le dice cuál papel " +
        "necesita.",
      ],
    },
    {
      id: "verificar",
      title: "¿Cómo saben que es verdadero?",
      screens: ["/verificar"],
      body: [
        "El certificado tiene un código y un cuadro negro. Quien lo reciba lee el cuadro con su teléfono, " +
        "o escribe el **Código del certificado** en [Verificar un certificado](/verificar) y presiona " +
        "**Verificar**. Ve si vale, y de usted solo las iniciales.",
      ],
    },
  ],
};
