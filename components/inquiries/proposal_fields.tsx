import type { FieldError } from "../../domain/errors.ts";
import { MAX_PROPOSAL_LINES, PROPOSAL_ROWS } from "../../domain/inquiries/proposal.ts";
import { formatMoney } from "../../domain/money.ts";
import { describedBy, errorOf, FieldMessage } from "../parts/field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

/** The three plain rows and the pasted text, as they were typed. */
export type TypedRows = { pegado: string; rows: { invoice: string; amount: string }[] };

type Props = { typed: TypedRows; available: number; errors: FieldError[] };

/**
 * Invoices and amounts; shown once "Aplicar saldo" is chosen, and always in browsers without
 * `:has`.
 */
export function ProposalFields({ typed, available, errors }: Props) {
  return (
    <fieldset class="proposal-fields" aria-describedby="propuesta-hint">
      <legend>Facturas a las que se aplica</legend>
      <p class="hint" id="propuesta-hint">
        Solo para «Aplicar saldo pendiente». Pueden sumar hasta {formatMoney(available)}.
      </p>
      {Array.from({ length: PROPOSAL_ROWS }, (_, index) => (
        <div class="proposal-row">
          <RowField
            name={`factura${index + 1}`}
            label={`Factura ${index + 1}`}
            value={typed.rows[index]?.invoice ?? ""}
            errors={errors}
          />
          <RowField
            name={`valor${index + 1}`}
            label={`Valor ${index + 1}`}
            value={typed.rows[index]?.amount ?? ""}
            errors={errors}
            isAmount
          />
        </div>
      ))}
      <TextAreaField
        name="pegado"
        label="O pegue desde Excel"
        hint={`Dos columnas: número de factura y valor, una factura por fila, hasta ${MAX_PROPOSAL_LINES}.`}
        value={typed.pegado}
        errors={errors}
        rows={4}
      />
    </fieldset>
  );
}

type RowProps = {
  name: string;
  label: string;
  value: string;
  errors: FieldError[];
  isAmount?: boolean;
};

function RowField({ name, label, value, errors, isAmount = false }: RowProps) {
  const error = errorOf(errors, name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <FieldMessage name={name} error={error} />
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        autocomplete="off"
        inputmode={isAmount ? "decimal" : "text"}
        class={isAmount ? "amount-input" : undefined}
        maxlength={60}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(name, undefined, error)}
      />
    </div>
  );
}
