import { eq, sql } from "drizzle-orm";
import { dateInBogota, formatDate, formatInstant } from "../../domain/dates.ts";
import type { DeliveryWay, RequestState } from "../../domain/medicines/request.ts";
import { folio } from "../../domain/folio.ts";
import type { Db } from "../client.ts";
import { storeFile } from "../files.ts";
import { type NewRequest, requestByFormula, requestPending } from "../medicines/requests.ts";
import { stepRequest } from "../medicines/steps.ts";
import { affiliates, pendingMedicines, users } from "../schema.ts";
import type { DemoFile } from "./files.ts";

const HEADER = "Tipo Documento;Número Documento;Número Fórmula;Fecha Fórmula;Pendiente Desde;" +
  "Código CUM;Medicamento;Presentación;Cantidad Ordenada;Cantidad Entregada;Código Punto;Estado;" +
  "Fecha Entrega";
const HOUR_MS = 60 * 60 * 1000;

/** The head of the family, and the one who is suspended. */
const [MARTA, JORGE] = ["CC;9990000101", "CC;9990000105"];
const ASKED_FOR = "Metformina 850 mg";
const HOME: DeliveryWay = {
  way: "home",
  address: "Calle 0 # 0-01, Cartagena",
  phone: "300 000 0101",
};

/**
 * What pharmacies owe: overdue by some hours and by days, nearly due, just owed, with a point that is
 * not on file, delivered and annulled.
 */
export function createDemoMedicines(nowMs: number): DemoFile {
  const ago = (hours: number) => formatInstant(nowMs - hours * HOUR_MS);
  const day = (hours: number) => formatDate(dateInBogota(nowMs - hours * HOUR_MS));
  const line = (person: string, formula: string, hours: number, rest: string) =>
    `${person};${formula};${day(hours)};${ago(hours)};${rest}`;
  const rows = [
    HEADER,
    line(MARTA, "F-1001", 53, "19935311-2;Losartán 50 mg;Tableta;60;20;PE-01;Pendiente;"),
    line(MARTA, "F-1001", 44, `19935312-1;${ASKED_FOR};Tableta;90;60;PE-02;Pendiente;`),
    line(MARTA, "F-1002", 41, ";Insulina Glargina 100 UI/ml;Pluma de 3 ml;3;1;PE-02;Pendiente;"),
    line(MARTA, "F-1003", 5, "19935314-4;Acetaminofén 150 mg/5 ml;Jarabe;2;0;PE-99;Pendiente;"),
    line(
      MARTA,
      "F-0990",
      400,
      `19935311-2;Losartán 50 mg;Tableta;60;60;PE-01;Entregado;${day(390)}`,
    ),
    line(MARTA, "F-0985", 700, ";Ibuprofeno 400 mg;Tableta;20;0;PE-01;Anulado;"),
    line(JORGE, "F-2001", 101, "19935316-3;Enalapril 20 mg;Tableta;60;0;PE-04;Pendiente;"),
  ];
  return { file: "medicamentos-pendientes.csv", rows: rows.map((row) => row.split(";")) };
}

/** What the head of the family asked for: a pending medicine at home, and others by formulas of hers. */
export async function seedDemoMedicineRequests(db: Db, nowMs: number): Promise<void> {
  const [person] = await db.select({ affiliateId: affiliates.id, requestedBy: users.id })
    .from(affiliates).innerJoin(users, eq(users.affiliateId, affiliates.id))
    .where(sql`document_type || ';' || document_number = ${MARTA}`);
  const [line] = await db.select({ handle: pendingMedicines.handle }).from(pendingMedicines)
    .where(sql`medicine = ${ASKED_FOR} AND document_type || ';' || document_number = ${MARTA}`);
  if (!person || !line) return;
  await requestPending(db, { ...aRequest(person, nowMs, 3), handle: line.handle, delivery: HOME });
  for (const [formulaNumber, hoursAgo, asked, step] of FORMULAS) {
    const about = aRequest(person, nowMs, hoursAgo);
    const formulaOn = dateInBogota(about.createdAt - 10 * HOUR_MS);
    await requestByFormula(db, {
      ...about,
      wish: { formulaNumber, formulaOn, asked, delivery: { way: "point", pointCode: "PE-02" } },
      fileIds: [await storeFile(db, { ...PICTURE, parts: [PICTURE_BYTES] }, nowMs)],
    });
    if (!step) continue;
    const nothing = { scheduledOn: null, reason: null, before: "received" as const };
    const scheduledOn = dateInBogota(nowMs + 24 * HOUR_MS);
    const change = step === "refused"
      ? { reason: REFUSAL }
      : step === "scheduled"
      ? { scheduledOn }
      : {};
    const changed = { ...nothing, ...change, folio: about.folio, after: step, changedAt: nowMs };
    await stepRequest(db, changed, []);
  }
}

const REFUSAL = "La fórmula venció: pida una nueva a su médico.";

/** Formulas that she sent: number, hours ago, what for, and what the staff did, if anything yet. */
const FORMULAS: readonly (readonly [string, number, string, Exclude<RequestState, "received">?])[] =
  [
    ["F-1004", 60, "Omeprazol 20 mg, 30 cápsulas"],
    ["F-1005", 20, "Atorvastatina 40 mg, 30 tabletas", "scheduled"],
    ["F-1006", 90, "Loratadina 10 mg, 10 tabletas", "delivered"],
    ["F-0970", 100, "Naproxeno 250 mg, 20 tabletas", "refused"],
  ];

/** A picture of one white point. */
const PICTURE_BYTES = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
);

const PICTURE = { name: "formula.png", kind: "png" as const, size: PICTURE_BYTES.length };

type Asker = Pick<NewRequest, "affiliateId" | "requestedBy">;

function aRequest(person: Asker, nowMs: number, hoursAgo: number): NewRequest {
  const createdAt = nowMs - hoursAgo * HOUR_MS;
  const year = dateInBogota(nowMs).slice(0, 4);
  const number = folio("MD", year, crypto.getRandomValues(new Uint8Array(8)));
  return { ...person, folio: number, formId: number, createdAt };
}
