import type { TypedDocument } from "../../domain/affiliates/document.ts";
import type { AffiliateRecord } from "../../domain/affiliates/record.ts";
import type { FieldError } from "../../domain/errors.ts";
import { MAX_REASON } from "../../domain/reason.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { Crumb } from "../staff/facts.tsx";
import { AFFILIATES } from "../staff/links.ts";
import { DocumentFields } from "./document_fields.tsx";
import { ContactOnFile, OnFile } from "./on_file.tsx";

type SearchProps = { typed: TypedDocument; errors: FieldError[]; csrfToken: string };

/** The staff looks for one person; what is typed is sent as a form, and stands in no address. */
export function AffiliateSearchPage({ typed, errors, csrfToken }: SearchProps) {
  return (
    <div class="reading">
      <h1>Afiliados</h1>
      <p class="lead">
        Busque a la persona por su documento. Antes de ver sus datos se escribe el motivo.
      </p>
      <ErrorSummary errors={errors} purpose="buscar" />
      <form class="card stack narrow" method="post" action={AFFILIATES} novalidate>
        <CsrfField token={csrfToken} />
        <DocumentFields typed={typed} errors={errors} />
        <button type="submit" class="button">Buscar afiliado</button>
      </form>
    </div>
  );
}

type ReasonProps = {
  action: string;
  back: string;
  typed: string;
  errors: FieldError[];
  csrfToken: string;
};

/** Why the staff wants to see one affiliate's data: asked once, and told to her. */
export function ViewReasonPage({ action, back, typed, errors, csrfToken }: ReasonProps) {
  return (
    <div class="reading">
      <Crumb href={AFFILIATES}>Afiliados</Crumb>
      <h1>¿Por qué necesita ver los datos de esta persona?</h1>
      <p class="lead">
        Lo escribe una vez y sirve media hora, solo para esta persona. Ella puede leer quién vio sus
        datos, cuándo y este motivo.
      </p>
      <ErrorSummary errors={errors} purpose="seguir" />
      <form class="card stack narrow" method="post" action={action} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="volver" value={back} />
        <TextAreaField
          name="motivo"
          label="Motivo"
          hint="Por ejemplo: llamó a la línea y pregunta por su cita."
          max={MAX_REASON}
          value={typed}
          errors={errors}
          rows={3}
        />
        <button type="submit" class="button">Ver los datos</button>
      </form>
    </div>
  );
}

/** One person as the staff sees her. */
export function StaffRecordPage({ record, address }: { record: AffiliateRecord; address: string }) {
  return (
    <div class="reading">
      <Crumb href={AFFILIATES}>Afiliados</Crumb>
      <h1>{record.name}</h1>
      <section class="block" aria-labelledby="afiliacion">
        <h2 id="afiliacion">Afiliación</h2>
        <OnFile record={record} />
      </section>
      <section class="block" aria-labelledby="contacto">
        <h2 id="contacto">Contacto</h2>
        <ContactOnFile record={record} />
      </section>
      <p>
        <a class="button button-second" href={`${address}/certificado`}>
          Certificado de afiliación
        </a>
      </p>
    </div>
  );
}
