import { Fact } from "../parts/fact.tsx";
import { AFFILIATE_KINDS, nameOf, REGIMES } from "../../domain/affiliates/affiliate.ts";
import { describeState } from "../../domain/affiliates/consulta.ts";
import { documentTypeName } from "../../domain/affiliates/document.ts";
import type { AffiliateRecord } from "../../domain/affiliates/record.ts";
import { formatDate } from "../../domain/dates.ts";

/** What is on file of a person beside her name and how to reach her. */
export function OnFile({ record }: { record: AffiliateRecord }) {
  const state = describeState(record.state);
  return (
    <dl class="facts card">
      <Fact name="Documento">
        {documentTypeName(record.documentType)} {record.documentNumber}
      </Fact>
      <Fact name="Fecha de nacimiento">{formatDate(record.bornOn)}</Fact>
      <Fact name="Estado">
        <strong>{state.name}.</strong> {state.meaning}
      </Fact>
      <Fact name="Régimen">{nameOf(REGIMES, record.regime)}</Fact>
      <Fact name="Tipo de afiliado">{nameOf(AFFILIATE_KINDS, record.kind)}</Fact>
      {record.kinship && <Fact name="Parentesco">{record.kinship}</Fact>}
      <Fact name="Fecha de afiliación">{formatDate(record.affiliatedOn)}</Fact>
      {record.endedOn && <Fact name="Fecha de finalización">{formatDate(record.endedOn)}</Fact>}
      {record.sisbenGroup && <Fact name="Grupo SISBÉN">{record.sisbenGroup}</Fact>}
      <Fact name="IPS primaria">{record.primarySiteName ?? NOT_SAID}</Fact>
    </dl>
  );
}

type Contact = Pick<
  AffiliateRecord,
  "address" | "municipality" | "department" | "phone" | "email"
>;

/** How the EPS reaches her. */
export function ContactOnFile({ record }: { record: Contact }) {
  const place = [record.municipality, record.department].filter(Boolean).join(", ");
  return (
    <dl class="facts card">
      <Fact name="Dirección">{record.address ?? NOT_SAID}</Fact>
      <Fact name="Municipio">{place || NOT_SAID}</Fact>
      <Fact name="Teléfono">{record.phone ?? NOT_SAID}</Fact>
      <Fact name="Correo">{record.email ?? NOT_SAID}</Fact>
    </dl>
  );
}

/** What stands where the EPS has nothing on file. */
export const NOT_SAID = "No lo tenemos";
