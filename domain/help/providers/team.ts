import { INVITATION_LIFETIME_MS } from "../../accounts/registration.ts";
import { MAX_CONTACTS } from "../../notices/contact.ts";
import type { HelpSubject } from "../writing/subject.ts";

const DAYS = INVITATION_LIFETIME_MS / (24 * 60 * 60 * 1000);

export const TEAM: HelpSubject = {
  slug: "equipo",
  audience: "provider",
  title: "Usuarios y roles",
  about: "Invitar a sus contadores, decidir qué puede hacer cada uno y retirarlos",
  sections: [
    {
      id: "invitar",
      title: "Invitar a una persona",
      screens: ["/equipo"],
      picture: "equipo-invitar",
      body: [
        "No preste su contraseña: invite a cada persona con su propio correo. Lo hacen el " +
        "representante legal y los administradores, en [Equipo](/equipo).",
        {
          steps: [
            "En **Invitar a una persona** escriba su **Correo**.",
            "Escoja **Qué podrá hacer**.",
            "Presione **Invitar**. A esa persona le llega un enlace para escoger su contraseña; " +
            `vence en ${DAYS} días.`,
          ],
        },
        "Después entra con su correo como usuario. Quien trabaja con varias IPS entra una sola vez y " +
        "cambia de IPS arriba, al lado del nombre.",
      ],
    },
    {
      id: "roles",
      title: "Qué puede hacer cada rol",
      screens: ["/equipo"],
      body: [
        {
          terms: [
            {
              name: "Administrador",
              about: "Consulta, descarga, reporta, invita a otras personas y crea programas.",
            },
            { name: "Contador", about: "Consulta, descarga y reporta." },
            { name: "Consulta", about: "Consulta en pantalla, sin descargar ni reportar." },
          ],
        },
        "El representante legal puede todo, y nadie lo retira.",
      ],
    },
    {
      id: "retirar",
      title: "Cambiar el rol o retirar a alguien",
      screens: ["/equipo"],
      body: [
        "Al lado de cada persona escoja otro rol y presione **Cambiar rol**, o presione **Retirar**. " +
        "Vale desde ese momento: a quien retira se le cierra la sesión. En **Ver actividad** queda " +
        "quién entró y qué descargó.",
      ],
    },
    {
      id: "avisos",
      title: "Enterarse de los pagos por correo",
      screens: ["/cuenta/avisos"],
      body: [
        `En [Avisos por correo](/cuenta/avisos) escriba hasta ${MAX_CONTACTS} direcciones. Escoja ` +
        "**Cada publicación** o **Resumen del lunes**. El correo dice que hay pagos, sin valores ni " +
        "facturas: para verlos se entra al portal.",
      ],
    },
  ],
};
