import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { ToPqrs } from "./case_parts.tsx";

export type TypedKey = { radicado: string; clave: string };

type Props = { typed: TypedKey; errors: FieldError[] };

/** Where a case stands, for whoever has its radicado and its document or code. */
export function CaseKeyPage({ typed, errors }: Props) {
  return (
    <div class="reading">
      <ToPqrs />
      <h1>¿Cómo va mi solicitud?</h1>
      <ErrorSummary errors={errors} purpose="ver su solicitud" />
      <form
        class="card stack narrow"
        method="post"
        action="/afiliados/atencion/pqrs/estado"
        novalidate
      >
        <Field
          name="radicado"
          label="Radicado"
          hint="Como PQ-2026-7K3MWP2Q."
          value={typed.radicado}
          errors={errors}
          maxlength={40}
        />
        <Field
          name="clave"
          label="Número de documento, o el código"
          hint="El documento con el que la puso. Si no dio su nombre, el código que le dimos. Si la puso desde Zona Ser, entre allá."
          value={typed.clave}
          errors={errors}
          maxlength={40}
        />
        <button type="submit" class="button">Ver mi solicitud</button>
      </form>
    </div>
  );
}
