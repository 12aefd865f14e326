import { storeFile } from "../../db/files.ts";
import { type NewInquiry, openInquiry } from "../../db/inquiries/opening.ts";
import { addStaffStep } from "../../db/inquiries/steps.ts";
import type { InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { ThreadState } from "../../domain/thread.ts";
import type { Db } from "../../db/client.ts";
import { csrfOf, NOW, ORIGIN, type TestApp, type TestBrowser } from "./app.ts";

export const FOLIO = "CO-2026-AAAA2222";

type Wish = Partial<NewInquiry> & { providerId?: number };

let messages = 0;

/** An id as a form carries it, a new one each time. */
export function aFormId(): string {
  return `form-${String(++messages).padStart(27, "0")}`;
}

/** Opens an inquiry of A about voucher 1003, or as one wishes; answers its radicado. */
export async function anInquiry(db: Db, wish: Wish = {}): Promise<string> {
  const { providerId = 1, ...rest } = wish;
  const provider = { id: providerId, nit: "", legalName: "" };
  const folio = await openInquiry(db, provider, {
    folio: FOLIO,
    kind: "wrongAmount",
    documentNumber: "1003",
    paidOn: "2026-03-15",
    invoiceNumber: null,
    createdAt: NOW,
    dueOn: "2026-04-17",
    authorId: 1,
    messageId: aFormId(),
    text: "Esperábamos otro valor.",
    fileIds: [],
    ...rest,
  });
  if (folio === undefined) throw new Error("nothing was opened");
  return folio;
}

/** An inquiry about the unapplied money of 1003, with one invoice. */
export function aProposal(wish: Wish = {}): Wish {
  const lines = [{ invoiceNumber: "FEV-77", amount: 6000 }];
  const proposal = { unappliedAmount: 10_000, unappliedAdvanceAmount: 0, lines };
  return { kind: "applyUnapplied", text: "", proposal, ...wish };
}

/** What the staff does to an inquiry, without its mails. */
export async function staffDoes(
  db: Db,
  step: InquiryStep,
  { folio = FOLIO, authorId = 1, before = "open", after = "answered" }: {
    folio?: string;
    authorId?: number;
    before?: ThreadState;
    after?: ThreadState;
  } = {},
): Promise<void> {
  const entry = { folio, before, after, step, authorId, text: "Listo.", createdAt: NOW + 1000 };
  const result = await addStaffStep(db, { ...entry, messageId: aFormId(), fileIds: [] }, []);
  if (result !== "done") throw new Error(`the step was ${result}`);
}

/** A stored PDF that waits for its message. */
export async function aFile(db: Db, name = "soporte.pdf"): Promise<string> {
  return await storeFile(db, { name, kind: "pdf", size: PDF.length, parts: [PDF] }, NOW);
}

export const PDF = new TextEncoder().encode("%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n");

/** Sends a form of an inquiry with files as a browser does; the code comes from `page`. */
export async function sendForm(
  { app }: TestApp,
  browser: TestBrowser,
  path: string,
  fields: Record<string, string>,
  files: File[] = [],
): Promise<Response> {
  const form = new FormData();
  form.set("csrf", csrfOf(await (await browser.get("/cuenta")).text()));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const file of files) form.append("archivos", file);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { origin: ORIGIN, "sec-fetch-site": "same-origin", cookie };
  return await app.request(ORIGIN + path, { method: "POST", headers, body: form });
}
