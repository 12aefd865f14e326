import { type NewCase, openCase } from "../../../db/attention/opening.ts";
import type { Db } from "../../../db/client.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { NOW, type TestBrowser } from "../app.ts";
import { aFormId } from "../inquiries.ts";

export const CASE = "PQ-2026-AAAA2222";
export const DOCUMENT = "9990000106";
/** As `readCode` reads it. */
export const CODE = "ABCDEFGH2345";

export const PERSON = {
  documentType: "CC",
  documentNumber: DOCUMENT,
  name: "Rosa Inventada",
  email: "rosa@correo.example",
  phone: null,
};

/** Opens a petition of Rosa, or as one wishes; answers its radicado. */
export async function aCase(db: Db, wish: Partial<NewCase> = {}): Promise<string> {
  return await openCase(db, {
    folio: CASE,
    kind: "petition",
    risk: "none",
    affiliateId: null,
    createdAt: NOW,
    dueAt: NOW + 1000,
    authorId: null,
    messageId: aFormId(),
    text: "Necesito una copia.",
    fileIds: [],
    by: { person: PERSON },
    ...wish,
  });
}

export const WITHOUT_NAME = { by: { codeSha256: sha256(CODE) } };

/** The form of a new case as somebody fills it in. */
export const FORM = {
  tipo: "peticion",
  quien: "named",
  tipoDocumento: "CC",
  documento: "9.990.000.106",
  nombre: "Rosa Inventada",
  correo: "rosa@correo.example",
  telefono: "",
  texto: "Necesito una copia.",
};

/** Sends a form with its files, as the browser of whoever has not signed in does. */
export async function sendCaseForm(
  browser: TestBrowser,
  path: string,
  fields: Record<string, string>,
  files: File[] = [],
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const file of files) form.append("archivos", file);
  return await browser.upload(path, form);
}

/** The radicado that a page names. */
export function folioIn(html: string): string {
  return /PQ-\d{4}-[0-9A-Z]{8}/.exec(html)?.[0] ?? "";
}
