import { issueCertificate } from "../../db/certificates/issue.ts";
import { openLoad } from "../../db/loads/loads.ts";
import { makeBatch } from "../../db/reporting/batches.ts";
import { medicineRequests, pendingMedicines } from "../../db/schema.ts";
import { createRegistrationRequest } from "../../db/providers/registration_requests.ts";
import { A, type TestApp } from "./app.ts";
import { APPOINTMENT, CALLBACK, DRAFT, someAppointments } from "./appointments/every.ts";
import { aCase, CASE } from "./attention/cases.ts";
import { aSentEnrolment, SENT } from "./enrolment/rows.ts";
import { aCertificate } from "./papers/certificates.ts";
import { aRegistrationRequest } from "./registration_requests.ts";
import { aFile, anInquiry, aProposal, FOLIO as INQUIRY, staffDoes } from "./inquiries.ts";
import { aMedicineRequest, aPendingMedicine, HANDLE, REQUEST } from "./medicines/lines.ts";
import { addPerson } from "./people.ts";
import { aWebhook, WEBHOOK } from "./webhooks/webhooks.ts";

const LOAD = "00000000-0000-4000-8000-000000000000";
const FOLIO = "SR-2026-AAAA2222";
const VALUES: Record<string, string> = {
  documentNumber: "1001",
  invoiceNumber: "FEV1",
  folio: FOLIO,
  radicado: INQUIRY,
  caso: CASE,
  id: LOAD,
  nit: A,
  persona: "1",
  code: "ABCDEFGH2345",
  borrador: DRAFT,
  cita: APPOINTMENT,
  llamada: CALLBACK,
  pregunta: "sisben",
  dato: "nombre",
  handle: HANDLE,
  solicitud: REQUEST,
  aviso: WEBHOOK,
  foto: "x",
  papel: "1",
  afiliacion: SENT,
  documento: "x",
  instante: "1",
  lote: "1",
  tema: "registro",
  lista: "x",
};

/** Something behind each address that names a thing; answers the id of the attached file. */
export async function fillPortal(portal: TestApp): Promise<string> {
  await createRegistrationRequest(portal.db, aRegistrationRequest(FOLIO));
  const adjunto = await acceptedInquiry(portal);
  await issueCertificate(portal.db, aCertificate());
  await someAppointments(portal.db, portal.clock.nowMs);
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  await portal.db.insert(medicineRequests).values(aMedicineRequest());
  await aCase(portal.db, { fileIds: [adjunto] });
  await aSentEnrolment(portal.db);
  await aWebhook(portal.db, A, { handle: WEBHOOK });
  await aBatch(portal);
  await openLoad(portal.db, LOAD, "navegador", portal.clock.nowMs);
  return adjunto;
}

/** The address of a route, with what `fillPortal` made in the place of its parameters. */
export function fillAddress(path: string, query: string | undefined, adjunto: string): string {
  const values: Record<string, string> = { ...VALUES, adjunto, archivo: adjunto };
  const filled = path.replace(/:(\w+)/g, (_, name) => values[name] ?? "");
  return query === undefined ? filled : `${filled}?${query}`;
}

/** The newest payments as reported; the others wait. */
async function aBatch({ db, clock: { nowMs: madeAt } }: TestApp): Promise<void> {
  const person = { kind: "staff", staffRole: "tesoreria", email: "lotes@eps.example" } as const;
  const madeBy = await addPerson(db, person, []);
  const eps = { name: "Mutual Ser", nit: "806008394-7" };
  const batch = { handle: "x", mappingVersion: 0, reportsFrom: "2026-03-20", eps, madeBy, madeAt };
  await makeBatch(db, batch);
}

/** An inquiry with an acta and a file, written by somebody of no team; answers the file's id. */
async function acceptedInquiry({ db }: TestApp): Promise<string> {
  const author = { kind: "member", email: "otra@equipo.example" } as const;
  const authorId = await addPerson(db, author, []);
  const file = await aFile(db);
  await anInquiry(db, aProposal({ authorId, fileIds: [file] }));
  await staffDoes(db, "accepted", { authorId });
  return file;
}
