import { MAX_WAIT_MS } from "../../accounts/attempt_limit.ts";
import { RESET_LIFETIME_MS } from "../../accounts/registration.ts";
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS } from "../../accounts/session.ts";
import type { HelpSubject } from "../writing/subject.ts";

const MINUTE_MS = 60 * 1000;

export const SIGN_IN: HelpSubject = {
  slug: "entrar",
  audience: "provider",
  title: "Iniciar sesión y contraseña olvidada",
  about: "Entrar, pedir otra contraseña, el código del teléfono y por qué se cierra la sesión",
  sections: [
    {
      id: "entrar",
      title: "Iniciar sesión",
      screens: ["/zona-ser", "/portal"],
      picture: "zona-ser",
      body: [
        "¿Es afiliado? Lo suyo está en [Abrir su cuenta y entrar](/ayuda/abrir-cuenta#entrar).",
        {
          steps: [
            "Abra [Zona Ser](/zona-ser).",
            "En **Tipo Usuario** escoja **Prestador**.",
            "En **Usuario** escriba el NIT de su IPS. Si lo invitaron al equipo, escriba su correo.",
            "Escriba la **Contraseña** y presione **Inicio de Sesión**.",
          ],
        },
        "Se abre **Módulos Portal**. Para ver los pagos presione **Financiera**.",
      ],
    },
    {
      id: "clave",
      title: "Olvidé la contraseña",
      screens: ["/zona-ser", "/clave"],
      body: [
        "En [Zona Ser](/zona-ser) presione **¿Olvidó la clave?**, escriba su **Usuario** y presione " +
        "**Enviar enlace**. El enlace llega al correo que tenemos registrado, vence en " +
        `${RESET_LIFETIME_MS / MINUTE_MS} minutos y sirve una sola vez. Con él escoge otra ` +
        "contraseña.",
        "¿No llega? Mire en correo no deseado y revise que el usuario esté bien escrito: por " +
        "seguridad, la respuesta es la misma aunque no exista. El representante legal puede leer " +
        "[No me llega el correo](/ayuda/registro#correo).",
      ],
    },
    {
      id: "espera",
      title: "El portal me pide esperar",
      body: [
        "Después de varias contraseñas equivocadas hay que esperar: medio minuto al principio, y " +
        `cada vez el doble, hasta ${
          MAX_WAIT_MS / MINUTE_MS
        } minutos. Nadie tiene que desbloquearlo. Si no está seguro ` +
        "de la contraseña, pida otra.",
      ],
    },
    {
      id: "sesion",
      title: "Se cerró la sesión",
      body: [
        `La sesión termina tras ${
          SESSION_IDLE_MS / MINUTE_MS
        } minutos sin usarla, y en todo caso a ` +
        `las ${
          SESSION_LIFETIME_MS / MINUTE_MS / 60
        } horas. Entre de nuevo: vuelve a la página donde ` +
        "estaba, y si llenaba un formulario, con lo que había escrito.",
      ],
    },
    {
      id: "seguridad",
      title: "Entrar con más seguridad",
      screens: ["/cuenta"],
      body: [
        "En [Mi cuenta](/cuenta):",
        {
          terms: [
            {
              name: "Segundo factor",
              about: "Además de la contraseña, un código de seis números de su teléfono.",
            },
            {
              name: "Llaves de acceso",
              about: "Entra con la huella, la cara o el PIN de su equipo, sin escribir nada.",
            },
            {
              name: "Sesiones abiertas",
              about: "Dónde está abierta su cuenta. Cierre la que no reconozca.",
            },
            {
              name: "Cambiar la contraseña",
              about: "Al cambiarla se cierran las demás sesiones.",
            },
          ],
        },
        "Nadie de {eps} le pide su contraseña ni sus códigos, ni por teléfono ni por correo.",
      ],
    },
  ],
};
