import type { TypedDocument } from "../../domain/affiliates/document.ts";
import type { FieldError } from "../../domain/errors.ts";
import { DOCUMENT_TYPES } from "../../domain/law.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Field } from "../parts/field.tsx";

type Props = { typed: TypedDocument; errors: FieldError[] };

/** The kind and the number of a document. */
export function DocumentFields({ typed, errors }: Props) {
  return (
    <>
      <ChoiceField
        name="tipoDocumento"
        label="Tipo Documento"
        value={typed.tipoDocumento}
        options={DOCUMENT_CHOICES}
        errors={errors}
      />
      <Field
        name="documento"
        label="Número Documento"
        value={typed.documento}
        errors={errors}
        maxlength={40}
      />
    </>
  );
}

/** When somebody was born, typed as people write it. */
export function BirthField({ value, errors }: { value: string; errors: FieldError[] }) {
  return (
    <Field
      name="nacimiento"
      label="Fecha de Nacimiento"
      hint="Día, mes y año: 05/03/1962."
      value={value}
      errors={errors}
      inputmode="numeric"
      maxlength={20}
    />
  );
}

const DOCUMENT_CHOICES = DOCUMENT_TYPES.map(({ code, name }) =>
  [code, `${name} (${code})`] as const
);
