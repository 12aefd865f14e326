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
  const [send, said] = WORK_WORDS[work];
  return (
    <div class="acta-actions">
      <p class="soft">{said}</p>
      {work === "answer" && unanswered > 0 && (
        <p>
          {unanswered === 1
            ? "Falta 1 respuesta."
            : `Faltan ${formatCount(unanswered)} respuestas.`}
        </p>
      )}
      <p class="actions">
        <button type="submit" name="accion" value="guardar" class="button button-second">
          Guardar esta página
        </button>
        <button type="submit" name="accion" value="enviar" class="button">{send}</button>
        {work === "prepare" && (
          <button type="submit" name="accion" value="descartar" class="button button-quiet">
            Descartar el acta
          </button>
        )}
      </p>
    </div>
  );
}

const WORK_WORDS: Record<Exclude<ActaWork, "none">, [send: string, about: string]> = {
  prepare: ["Enviar a la EPS", "Revise los motivos. Después de enviarla no cambia."],
  answer: ["Entregar la respuesta", "Cada diferencia necesita una respuesta antes de entregarla."],
  review: [
    "Cerrar el acta",
    "Marque lo que no acepta: queda abierto para la siguiente acta. Al cerrarla firman las dos partes.",
  ],
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
