import type { FieldError } from "../errors.ts";
import { DOCUMENT_TYPES } from "../law.ts";
import { readDocumentNumber, readDocumentType } from "./affiliate.ts";

/** A document as it was typed. */
export type TypedDocument = { tipoDocumento: string; documento: string };

/** What names a person insured: the kind of her document, and its number. */
export type AffiliateDocument = { documentType: string; documentNumber: string };

/** Reads a typed document; `document` is undefined where one of its two fields is wrong. */
export function readDocument(
  typed: TypedDocument,
): { document: AffiliateDocument | undefined; errors: FieldError[] } {
  const documentType = readDocumentType(typed.tipoDocumento);
  const documentNumber = readDocumentNumber(typed.documento.trim());
  const errors: FieldError[] = [];
  if (!documentType) errors.push({ field: "tipoDocumento", message: "Elija el tipo." });
  if (!documentNumber) {
    errors.push({ field: "documento", message: "Escriba el número como está en el documento." });
  }
  const document = documentType && documentNumber ? { documentType, documentNumber } : undefined;
  return { document, errors };
}

/** A document as one text: `CC 123`. */
export function documentCode({ documentType, documentNumber }: AffiliateDocument): string {
  return `${documentType} ${documentNumber}`;
}

/** What a kind of document is called; its code where no list has it. */
export function documentTypeName(code: string): string {
  return DOCUMENT_TYPES.find((type) => type.code === code)?.name ?? code;
}
