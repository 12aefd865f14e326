/** The columns of a file of Afiliados, in its order. */
export const AFFILIATE_COLUMNS = [
  text("documentType", "Tipo Documento", true),
  text("documentNumber", "Número Documento", true),
  text("firstSurname", "Primer Apellido", true),
  text("secondSurname", "Segundo Apellido"),
  text("firstName", "Primer Nombre", true),
  text("secondName", "Segundo Nombre"),
  day("bornOn", "Fecha Nacimiento", true),
  text("sex", "Sexo"),
  text("regime", "Régimen", true),
  text("kind", "Tipo Afiliado", true),
  text("state", "Estado", true),
  day("affiliatedOn", "Fecha Afiliación", true),
  day("endedOn", "Fecha Finalización"),
  text("daneCode", "Código DANE", true),
  text("municipality", "Municipio"),
  text("department", "Departamento"),
  text("address", "Dirección"),
  text("email", "Correo"),
  text("phone", "Teléfono"),
  text("primarySiteCode", "Código Sede IPS Primaria"),
  text("primarySiteName", "IPS Primaria"),
  text("headDocumentType", "Tipo Documento Cabeza"),
  text("headDocumentNumber", "Número Documento Cabeza"),
  text("kinship", "Parentesco"),
  text("sisbenGroup", "Grupo SISBÉN"),
];

function text(key: string, header: string, required = false) {
  return { key, header, kind: "text" as const, required };
}

function day(key: string, header: string, required = false) {
  return { key, header, kind: "date" as const, required };
}
