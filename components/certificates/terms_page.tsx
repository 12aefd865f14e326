import { TERMS_FIELDS } from "../../domain/certificates/terms.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { YearChips } from "../parts/year_chips.tsx";

type Props = {
  year: number;
  years: number[];
  /** By the names of the fields. */
  typed: Record<string, string>;
  errors: FieldError[];
  /** Whose terms are shown, where the year has none of its own yet; undefined where it has. */
  from: number | "nobody" | undefined;
  isSaved: boolean;
  csrfToken: string;
};

/** What the certificates of withholding of a year say, in the words of the EPS. */
export function TermsPage({ year, years, typed, errors, from, isSaved, csrfToken }: Props) {
  return (
    <div class="reading">
      <h1>Certificados de retención</h1>
      <ErrorSummary errors={errors} purpose="guardar los datos" />
      {isSaved && (
        <Notice kind="ok">
          <p>
            Los certificados de {year} dicen esto desde ahora. Los que ya se expidieron no cambian.
          </p>
        </Notice>
      )}
      <p class="lead">
        Lo que dicen los certificados de cada año además de las cifras. Revíselo con quien lleva los
        impuestos: el portal no conoce la ley de cada municipio.
      </p>
      <YearChips years={years} current={year} address="/funcionario/certificados" />
      {from !== undefined && (
        <Notice kind="warn">
          <p>
            Los prestadores aún no pueden descargar certificados de {year}: faltan estos datos.
            {from !== "nobody" && ` Aquí están los de ${from}, para que los revise.`}
          </p>
        </Notice>
      )}
      <form class="card stack narrow" method="post" action="/funcionario/certificados" novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="anio" value={String(year)} />
        {TERMS_FIELDS.map(({ field, label, hint }) => (
          <Field
            name={field}
            label={label}
            hint={hint}
            value={typed[field] ?? ""}
            errors={errors}
          />
        ))}
        <button type="submit" class="button">Guardar los datos de {year}</button>
      </form>
    </div>
  );
}
