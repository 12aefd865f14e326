import { AFFILIATE_KINDS, nameOf, REGIMES } from "../../domain/affiliates/affiliate.ts";
import {
  type Affiliation,
  describeState,
  initialsOf,
  type TypedConsulta,
} from "../../domain/affiliates/consulta.ts";
import { formatDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { BirthField, DocumentFields } from "./document_fields.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { PhoneLink } from "./phone_link.tsx";
import { NOT_SAID } from "./on_file.tsx";

type Props = { typed: TypedConsulta; errors: FieldError[] };

/** Whether somebody is affiliated, for whoever knows her document and when she was born. */
export function ConsultaPage({ typed, errors }: Props) {
  return (
    <div class="reading">
      <ToLanding />
      <h1>Consulta de afiliación</h1>
      <ErrorSummary errors={errors} purpose="consultar la afiliación" />
      <p class="lead">Escriba los tres datos como están en el documento.</p>
      <form class="card stack narrow" method="post" action="/afiliados/consulta" novalidate>
        <DocumentFields typed={typed} errors={errors} />
        <BirthField value={typed.nacimiento} errors={errors} />
        <button type="submit" class="button">Consultar</button>
      </form>
    </div>
  );
}

type FoundProps = { person: Affiliation; eps: Eps };

/** What is on file of the person who was asked for. */
export function AffiliationPage({ person, eps }: FoundProps) {
  const state = describeState(person.state);
  return (
    <div class="reading">
      <ToLanding />
      <h1>Consulta de afiliación</h1>
      <p class="lead">
        <strong>{state.name}.</strong> {state.meaning}
      </p>
      <dl class="facts card">
        <Fact name="Nombre">{initialsOf(person)}</Fact>
        <Fact name="Régimen">{nameOf(REGIMES, person.regime)}</Fact>
        <Fact name="Tipo de afiliado">{nameOf(AFFILIATE_KINDS, person.kind)}</Fact>
        <Fact name="Fecha de afiliación">{formatDate(person.affiliatedOn)}</Fact>
        {person.endedOn && <Fact name="Fecha de finalización">{formatDate(person.endedOn)}</Fact>}
        <Fact name="Municipio">{person.municipality ?? NOT_SAID}</Fact>
        <Fact name="IPS primaria">{person.primarySiteName ?? NOT_SAID}</Fact>
      </dl>
      <p>
        ¿Algo no está bien? Llame a la línea <PhoneLink phone={eps.phone} />, a cualquier hora.
      </p>
      <p>
        <a href="/afiliados/consulta">Consultar a otra persona</a>
      </p>
    </div>
  );
}

function ToLanding() {
  return <Crumb href="/afiliados">Para afiliados</Crumb>;
}
