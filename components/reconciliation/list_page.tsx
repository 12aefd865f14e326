import type { FieldError } from "../../domain/errors.ts";
import { KEPT_SENTENCE } from "../../domain/reconciliation/kept_list.ts";
import { MAX_LIST_ROWS } from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { describedBy, errorOf, FieldMessage } from "../parts/field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

type Props = { list: string; errors: FieldError[]; csrfToken: string };

const FILE_HINT = "CSV o libro de Excel (.xlsx) de hasta 4 MB. Si escoge uno, lo pegado no se lee.";

/** The first step of a cruce: the list, pasted or of a file. */
export function ListPage({ list, errors, csrfToken }: Props) {
  return (
    <>
      <h1>Cruce de cartera</h1>
      <p class="lead soft">
        Compare su lista de facturas con lo que le pagamos: cuáles están pagadas, con qué
        comprobante y cuánto falta. {KEPT_SENTENCE}
      </p>
      <ErrorSummary errors={errors} purpose="cruzar" />
      <form
        class="card stack list-form"
        method="post"
        action="/cruce"
        enctype="multipart/form-data"
        novalidate
      >
        <CsrfField token={csrfToken} />
        <TextAreaField
          name="lista"
          label="Su lista de facturas"
          hint={`Copie de Excel la columna de los números y, si quiere, la de los valores. Hasta ${
            formatCount(MAX_LIST_ROWS)
          } filas.`}
          value={list}
          errors={errors}
          rows={8}
        />
        <ListFileField errors={errors} />
        <button type="submit" class="button">Leer la lista</button>
      </form>
    </>
  );
}

function ListFileField({ errors }: Pick<Props, "errors">) {
  const error = errorOf(errors, "archivo");
  return (
    <div class="field">
      <label for="archivo">O un archivo (opcional)</label>
      <p class="hint" id="archivo-hint">{FILE_HINT}</p>
      <FieldMessage name="archivo" error={error} />
      <input
        id="archivo"
        name="archivo"
        type="file"
        accept=".csv,.txt,.xlsx"
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy("archivo", FILE_HINT, error)}
      />
    </div>
  );
}
