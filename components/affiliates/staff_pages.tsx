import type { TypedDocument } from "../../domain/affiliates/document.ts";
import type { AffiliateRecord } from "../../domain/affiliates/record.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { AFFILIATES } from "../staff/links.ts";
import { DocumentFields } from "./document_fields.tsx";
import { ContactOnFile, OnFile } from "./on_file.tsx";
import { Crumb } from "../parts/crumb.tsx";

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
