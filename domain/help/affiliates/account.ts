import { MIN_PASSWORD_LENGTH } from "../../accounts/password.ts";
import { ACTIVATION_LIFETIME_MS } from "../../accounts/registration.ts";
import type { HelpSubject } from "../writing/subject.ts";

const HOURS = ACTIVATION_LIFETIME_MS / (60 * 60 * 1000);

export const AFFILIATE_ACCOUNT: HelpSubject = {
  slug: "abrir-cuenta",
  audience: "affiliate",
  title: "Abrir su cuenta y entrar",
  about: "La primera vez, y qué hacer si olvidó la contraseña o no le llega el correo",
  sections: [
    {
      id: "abrir",
      title: "Abrir su cuenta",
      screens: ["/afiliados/registro"],
      picture: "afiliados-registro",
      body: [
        "Tenga a la mano su documento. Se hace una sola vez.",
        {
          steps: [
            "Abra [Registrar Usuario](/afiliados/registro).",
            "Escoja el **Tipo Documento**, y escriba el **Número Documento** y su **Fecha de " +
            "Nacimiento**. Presione **Seguir**.",
            "Marque **Ver y Aceptar las Políticas del Sitio**.",
            `Escoja una **Contraseña** de ${MIN_PASSWORD_LENGTH} letras o más. Puede ser una frase ` +
            "suya, con espacios: «mi nieta nació un domingo». Escríbala otra vez en **Confirmar " +
            "Contraseña**.",
            "Presione **Aceptar**.",
          ],
        },
        `A su correo llega un enlace. Ábralo antes de ${HOURS} horas, escriba su contraseña y presione ` +
        "el botón. Ya tiene cuenta.",
      ],
    },
    {
      id: "entrar",
      title: "Entrar",
      screens: ["/zona-ser", "/afiliados/inicio"],
      picture: "afiliados-entrar",
      body: [
        {
          steps: [
            "Abra [Zona Ser](/zona-ser).",
            "En **Tipo Usuario** escoja **Afiliado**.",
            "En **Usuario** escriba el número de su documento.",
            "Escriba su **Contraseña** y presione **Inicio de Sesión**.",
          ],
        },
        "En **Módulos Portal** están sus citas, sus medicamentos y su certificado.",
      ],
    },
    {
      id: "clave",
      title: "Olvidé la contraseña",
      screens: ["/zona-ser", "/clave"],
      body: [
        "En Zona Ser presione **¿Olvidó la clave?**. Escriba su documento y presione **Enviar enlace**. A " +
        "su correo llega un enlace para escoger otra contraseña.",
      ],
    },
    {
      id: "correo",
      title: "No me llega el correo",
      screens: ["/afiliados/registro/solicitud"],
      body: [
        "Mire en correo no deseado, que a veces se llama spam. Si no está, puede ser que {eps} no tenga " +
        "su correo, o que tenga uno viejo.",
        "Entonces [pida que lo registren](/afiliados/registro/solicitud): escriba su **Teléfono** y su " +
        "**Correo**, y presione **Enviar solicitud**. Un funcionario le llama y comprueba que es usted. " +
        "También puede llamar a la línea {phone}, a cualquier hora.",
      ],
    },
    {
      id: "mi-cuenta",
      title: "Mi cuenta",
      screens: ["/cuenta"],
      body: [
        "Arriba, en cualquier página, presione Mi cuenta. Allí puede:",
        {
          terms: [
            {
              name: "Segundo factor",
              about: "Pedir, además de la contraseña, un código de su teléfono.",
            },
            {
              name: "Llaves de acceso",
              about: "Entrar con la huella, la cara o el PIN del teléfono, sin escribir nada.",
            },
            {
              name: "Datos personales",
              about: "Descargar lo que tenemos de usted, o pedir que se corrija.",
            },
            {
              name: "Sesiones abiertas",
              about: "Ver dónde está abierta su cuenta, y cerrar la que no reconozca.",
            },
          ],
        },
      ],
    },
    {
      id: "cuidado",
      title: "Cuide su contraseña",
      body: [
        "Nadie de {eps} le pide la contraseña, ni por teléfono ni por mensaje. Si presta el teléfono o usa " +
        "el de otra persona, al terminar presione Cerrar sesión.",
      ],
    },
  ],
};
