import { HOLD_MS } from "../../appointments/booking.ts";
import { PROMISED_CARE } from "../../law.ts";
import type { HelpSubject } from "../writing/subject.ts";

const MINUTES = HOLD_MS / 60_000;
const DAYS = Math.max(...PROMISED_CARE.map(({ businessDays }) => businessDays));

export const APPOINTMENTS: HelpSubject = {
  slug: "citas",
  audience: "affiliate",
  title: "Citas",
  about: "Pedir una cita, moverla o cancelarla",
  sections: [
    {
      id: "pedir",
      title: "Pedir una cita",
      screens: [
        "/afiliados/citas",
        "/afiliados/citas/nueva",
        "/afiliados/citas/nueva/:borrador/tipo",
        "/afiliados/citas/nueva/:borrador/hora",
        "/afiliados/citas/nueva/:borrador/datos",
      ],
      picture: "afiliados-cita",
      body: [
        {
          steps: [
            "[Entre](/ayuda/abrir-cuenta#entrar), abra [Citas](/afiliados/citas) y presione **Pedir una " +
            "cita**.",
            "Escoja la sede. Primero salen las de su municipio. Presione **Continuar**.",
            "Escoja el tipo de cita.",
            "Presione **Tomar esta hora** para la más cercana, o escoja otro día y otra hora.",
            `Revise su teléfono y presione **Apartar la cita**. Tiene ${MINUTES} minutos: mientras ` +
            "tanto nadie más puede tomar esa hora.",
          ],
        },
        "Al final ve el día, la hora, el médico y la dirección. También puede guardarla en el calendario " +
        "de su teléfono.",
      ],
    },
    {
      id: "sin-horas",
      title: "No hay horas pronto",
      screens: ["/afiliados/citas/nueva/:borrador/llamada"],
      body: [
        `Las citas de medicina general y de odontología se dan en ${DAYS} días hábiles a más tardar. Si ` +
        "no hay una hora a tiempo, la página se lo dice. Presione **Pedir que me llamen**: le damos un " +
        "radicado y lo llamamos para darle la cita.",
      ],
    },
    {
      id: "cambiar",
      title: "Mover o cancelar",
      screens: ["/afiliados/citas/:cita"],
      body: [
        "En [Citas](/afiliados/citas) presione la cita. **Mover** le deja escoger otra hora sin perder la " +
        "que tiene. Si no puede ir, presione **Cancelar**: así otra persona usa ese turno.",
      ],
    },
  ],
};
