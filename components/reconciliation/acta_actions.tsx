import type { FieldError } from "../../domain/errors.ts";
import type { Acta } from "../../domain/reconciliation/acta.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Field } from "../parts/field.tsx";
import type { ActaWork } from "./acta_line.tsx";

type Props = {
  work: ActaWork;
  unanswered: number;
  acta: Acta;
  side: "provider" | "staff";
  errors: FieldError[];
};

/** What is done with the acta as a whole; the lines of this page are stored with it. */
export function ActaActions({ work, unanswered, acta, side, errors }: Props) {
  if (work === "none") {
    return side === "provider" && acta.state === "closed" ? <Next errors={errors} /> : <></>;
  }
  const { send, keep, button, about } = WORK[work];
  return (
    <div class="acta-actions">
      <p class="soft">{about}</p>
      {work === "answer" && unanswered > 0 && (
        <p>
          {unanswered === 1
            ? "Falta 1 respuesta."
            : `Faltan ${formatCount(unanswered)} respuestas.`}
        </p>
      )}
      <p class="actions">
        <button type="submit" name="accion" value={keep} class="button button-second">
          Guardar esta página
        </button>
        <button type="submit" name="accion" value={send} class="button">{button}</button>
        {work === "prepare" && (
          <button type="submit" name="accion" value="descartar" class="button button-quiet">
            Descartar el acta
          </button>
        )}
      </p>
    </div>
  );
}

/**
 * Each work has acts of its own, so that a form that stayed open in a tab, or is sent a second time
 * late, cannot do what another form of the acta does.
 */
const WORK = {
  prepare: {
    keep: "guardar",
    send: "enviar",
    button: "Enviar a la EPS",
    about: "Revise los motivos. Después de enviarla no cambia.",
  },
  answer: {
    keep: "guardar",
    send: "enviar",
    button: "Entregar la respuesta",
    about: "Cada diferencia necesita una respuesta antes de entregarla.",
  },
  review: {
    keep: "marcar",
    send: "cerrar",
    button: "Cerrar el acta",
    about:
      "Marque lo que no acepta: queda abierto para la siguiente acta. Al cerrarla firman las dos partes.",
  },
};

function Next({ errors }: { errors: FieldError[] }) {
  return (
    <div class="acta-actions">
      <Field
        name="corte"
        label="Fecha de corte de la siguiente acta"
        hint="Empieza con lo que esta dejó abierto."
        errors={errors}
        inputmode="numeric"
        maxlength={20}
      />
      <button type="submit" name="accion" value="siguiente" class="button">
        Preparar la siguiente
      </button>
    </div>
  );
}
