import type { FieldError } from "../../domain/errors.ts";
import type { PointChoice } from "../../domain/medicines/point.ts";
import { MAX_NEEDED, type TypedFormula } from "../../domain/medicines/request_form.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { errorOf, Field, FieldMessage } from "../parts/field.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { HomeFields } from "./home_fields.tsx";
import { FORMULA_REQUEST } from "./links.ts";
import { PointField } from "./point_field.tsx";
import { ToMedicines } from "./to_medicines.tsx";

type Props = {
  points: PointChoice[];
  typed: TypedFormula & { envio: string };
  errors: FieldError[];
  hadFiles: boolean;
  csrfToken: string;
};

/** Asks for the medicines of a formula that the person sends. */
export function FormulaPage({ points, typed, errors, hadFiles, csrfToken }: Props) {
  return (
    <div class="reading">
      <ToMedicines />
      <h1>Solicitar medicamentos</h1>
      <ErrorSummary errors={errors} purpose="enviar la solicitud" />
      <p class="lead">Tenga a la mano la fórmula que le dio su médico.</p>
      <form
        class="card stack formula-form"
        method="post"
        action={FORMULA_REQUEST}
        enctype="multipart/form-data"
        novalidate
      >
        <CsrfField token={csrfToken} />
        <input type="hidden" name="envio" value={typed.envio} />
        <FormulaFields typed={typed} errors={errors} />
        <WayChoice chosen={typed.entrega} errors={errors} />
        <div class="stack home-fields">
          <HomeFields typed={typed} errors={errors} />
        </div>
        <div class="point-fields">
          <PointField points={points} value={typed.punto} errors={errors} />
        </div>
        <FilesField
          label="Foto o PDF de la fórmula"
          pictureHint="Que se lea completa. Hasta 3 fotos o PDF que sumen 10 MB."
          errors={errors}
          hadFiles={hadFiles}
        />
        <button type="submit" class="button">Enviar solicitud</button>
      </form>
    </div>
  );
}

function FormulaFields({ typed, errors }: Pick<Props, "typed" | "errors">) {
  return (
    <>
      <Field
        name="formula"
        label="Número de la fórmula"
        value={typed.formula}
        errors={errors}
        maxlength={60}
      />
      <Field
        name="fecha"
        label="Fecha de la fórmula"
        hint="Día, mes y año: 05/03/2026."
        value={typed.fecha}
        errors={errors}
        inputmode="numeric"
        maxlength={20}
      />
      <TextAreaField
        name="necesita"
        label="¿Qué medicamento necesita y cuánto?"
        value={typed.necesita}
        max={MAX_NEEDED}
        rows={3}
        errors={errors}
      />
    </>
  );
}

const WAYS = [["domicilio", "Que me lo lleven a la casa"], ["punto", "Lo recojo yo"]] as const;

/** The style sheet shows the fields of the chosen way alone; without :has it shows both. */
function WayChoice({ chosen, errors }: { chosen: string; errors: FieldError[] }) {
  const error = errorOf(errors, "entrega");
  return (
    <fieldset id="entrega" aria-describedby={error ? "entrega-error" : undefined}>
      <legend>¿Cómo lo quiere recibir?</legend>
      <FieldMessage name="entrega" error={error} />
      {WAYS.map(([value, words]) => (
        <div class="choice">
          <input
            type="radio"
            id={`entrega-${value}`}
            name="entrega"
            value={value}
            checked={value === chosen}
          />
          <label for={`entrega-${value}`}>{words}</label>
        </div>
      ))}
    </fieldset>
  );
}
