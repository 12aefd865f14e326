/** The columns of a file of Medicamentos Pendientes, in its order. */
export const MEDICINE_COLUMNS = [
  text("documentType", "Tipo Documento", true),
  text("documentNumber", "Número Documento", true),
  text("formulaNumber", "Número Fórmula", true),
  day("formulaOn", "Fecha Fórmula", true),
  text("pendingSince", "Pendiente Desde", true),
  text("cumCode", "Código CUM"),
  text("medicine", "Medicamento", true),
  text("presentation", "Presentación"),
  text("orderedQuantity", "Cantidad Ordenada", true),
  text("deliveredQuantity", "Cantidad Entregada", true),
  text("pointCode", "Código Punto"),
  text("isAnnulled", "Estado"),
  day("deliveredOn", "Fecha Entrega"),
];

function text(key: string, header: string, required = false) {
  return { key, header, kind: "text" as const, required };
}

function day(key: string, header: string, required = false) {
  return { key, header, kind: "date" as const, required };
}
