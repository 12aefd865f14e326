import { ACTIVATION_LIFETIME_MS } from "../../accounts/registration.ts";
import { MIN_PASSWORD_LENGTH } from "../../accounts/password.ts";
import type { HelpSubject } from "../writing/subject.ts";

const HOURS = ACTIVATION_LIFETIME_MS / (60 * 60 * 1000);

export const REGISTRATION: HelpSubject = {
  slug: "registro",
  audience: "provider",
  title: "Registrar su IPS",
  about: "Con el NIT, la cédula del representante legal y el enlace que llega al correo",
  sections: [
    {
      id: "antes",
      title: "Lo que necesita",
      body: [
        "Lo hace el representante legal, una sola vez. Toma unos tres minutos.",
        {
          bullets: [
            "El NIT de la IPS.",
            "El número de cédula del representante legal.",
            "Poder leer el correo que {eps} tiene de su IPS: allí llega el enlace.",
          ],
        },
      ],
    },
    {
      id: "pasos",
      title: "Paso a paso",
      screens: ["/zona-ser", "/registro"],
      picture: "registro",
      body: [
        {
          steps: [
            "En [Zona Ser](/zona-ser) presione **Registrar Usuario**.",
            "Escriba el **Nit IPS** y presione **Consultar**. Le mostramos el NIT con su dígito de " +
            "verificación: compárelo, para que un número mal escrito se note.",
            "En **Cédula** escriba el número de cédula del representante legal con un uno (1) al " +
            "final y presione **Validar**. Sin el uno también sirve.",
            "Lea y marque **Ver y Aceptar las Políticas del Sitio**.",
            `Escriba la **Contraseña** y repítala en **Confirmar Contraseña**: ` +
            `${MIN_PASSWORD_LENGTH} caracteres o más. Una frase que usted recuerde es mejor que una ` +
            "palabra rara.",
            "Presione **Aceptar**.",
          ],
        },
        "Si el NIT o la cédula no coinciden con lo que {eps} tiene, la respuesta es la misma para " +
        "los dos: no decimos cuál está mal, porque así nadie averigua datos ajenos.",
      ],
    },
    {
      id: "enlace",
      title: "Abrir el enlace del correo",
      screens: ["/activar"],
      body: [
        `El enlace vence en ${HOURS} horas y sirve una sola vez. Al abrirlo escriba la ` +
        "**Contraseña** que acaba de escoger y presione **Activar cuenta**. Después ya puede " +
        "[iniciar sesión](/ayuda/entrar).",
        "Abrir el enlace no basta: sin la contraseña nadie activa la cuenta, ni siquiera quien lea " +
        "el correo.",
      ],
    },
    {
      id: "correo",
      title: "No me llega el correo",
      screens: ["/registro/solicitud"],
      body: [
        {
          bullets: [
            "Espere cinco minutos y mire en correo no deseado. El asunto empieza por «Active la " +
            "cuenta de su IPS».",
            "El enlace va solo al correo que {eps} tiene de su IPS. Por seguridad no lo mostramos: " +
            "pregunte en gerencia o en cartera quién lee el correo de la IPS.",
            "Si ya tenía cuenta, el correo lo dice: entre con su NIT, o pida otra contraseña en " +
            "[¿Olvidó la clave?](/clave).",
            "Puede registrarse de nuevo. Cada registro tiene su enlace y su contraseña; con el primero " +
            "que se active terminan los demás.",
          ],
        },
        "Si ese correo ya no existe, o {eps} no tiene ninguno, llene la " +
        "[Solicitud de registro](/registro/solicitud): le pide el **N° Documento de un pago** y su " +
        "**Valor Pago**. Un funcionario comprueba los datos, llama a la **Persona de contacto** y " +
        "registra el correo. También puede llamar a la línea {phone}.",
      ],
    },
  ],
};
