import type { InStatement, ResultSet } from "@libsql/client";
import { and, eq } from "drizzle-orm";
import { medicineDueAt } from "../../domain/medicines/deadline.ts";
import type { DeliveryWay, RequestThread } from "../../domain/medicines/request.ts";
import type { FormulaWish } from "../../domain/medicines/request_form.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { takeFilesStatements } from "../files.ts";
import { askTogether, question, type Values } from "../question.ts";
import {
  files,
  loadedPlaces as places,
  medicineRequestFiles as requestFiles,
  medicineRequests as requests,
} from "../schema.ts";
import { isDeliveryPoint, REQUEST } from "./selection.ts";

/** Who asks for whom, with the radicado that the request would get and the id of its form. */
export type NewRequest = {
  folio: string;
  formId: string;
  affiliateId: number;
  requestedBy: number;
  createdAt: number;
};

/**
 * How asking for a pending medicine ended: with a request of one's own, or with the one that is under
 * way already; `noPoint` where the chosen one is none, `gone` where nothing of it is owed to her.
 */
export type PendingOutcome =
  | { outcome: "requested" | "underWay"; folio: string }
  | { outcome: "noPoint"; folio: null }
  | { outcome: "gone"; folio: null };

/**
 * Asks for a medicine that is owed to a person; of requests for one medicine at most one is under way,
 * however many come at once. One batch.
 */
export async function requestPending(
  db: Db,
  { handle, delivery, ...about }: NewRequest & { handle: string; delivery: DeliveryWay },
  entry: Entry = NO_ENTRY,
): Promise<PendingOutcome> {
  const promisedMs = medicineDueAt(0);
  const asked = { ...toArgs(about), ...deliveryArgs(delivery), handle, promisedMs };
  const { affiliateId, pointCode, formId } = asked;
  const results = await db.$client.batch([
    { sql: ASK_PENDING, args: asked },
    ...entry.statements,
    { sql: UNDER_WAY, args: { handle, affiliateId } },
    { sql: IS_POINT, args: { pointCode } },
  ], "write");
  const found = results.at(-2)?.rows[0];
  if (found) {
    const outcome = found.form_id === formId ? "requested" : "underWay";
    return { outcome, folio: String(found.folio) };
  }
  const isPoint = results.at(-1)?.rows.length !== 0;
  return isPoint ? { outcome: "gone", folio: null } : { outcome: "noPoint", folio: null };
}

/**
 * Asks for a medicine by a formula that the person sends; its pictures are taken in the same batch.
 * Answers the radicado, that of the first where the form came before, undefined where its point is none.
 */
export async function requestByFormula(
  db: Db,
  { wish, fileIds, ...about }: NewRequest & { wish: FormulaWish; fileIds: string[] },
  entry: Entry = NO_ENTRY,
): Promise<string | undefined> {
  const { delivery, ...formula } = wish;
  const { folio, formId, affiliateId } = about;
  const dueAt = medicineDueAt(Math.trunc(about.createdAt));
  const asked = { ...toArgs(about), ...deliveryArgs(delivery), ...formula, dueAt };
  const results = await db.$client.batch([
    { sql: ASK_BY_FORMULA, args: asked },
    ...entry.statements,
    ...takeFilesStatements({ sql: LINK, args: { folio } }, fileIds),
    { sql: OF_FORM, args: { formId, affiliateId } },
  ], "write");
  return folioOf(results.at(-1));
}

/** The radicado of what a form of a person asked for before; undefined where it did not. */
export async function findRequestOfForm(
  db: Db,
  of: { formId: string; affiliateId: number },
): Promise<string | undefined> {
  return folioOf(await db.$client.execute({ sql: OF_FORM, args: of }));
}

/** A person's own request with its files; undefined where she has no such one. */
export async function findRequest(
  db: Db,
  of: { folio: string; affiliateId: number },
): Promise<RequestThread | undefined> {
  const [[request], attached] = await askTogether(db, OWN_REQUEST(of), OWN_FILES(of));
  return request && { ...request, files: attached };
}

type Own = { folio: string; affiliateId: number };

const IS_OWN = ({ folio, affiliateId }: Values<Own>) =>
  and(eq(requests.folio, folio), eq(requests.affiliateId, affiliateId));

const OWN_REQUEST = question(
  REQUEST,
  (select, own: Values<Own>) =>
    select.from(requests).leftJoin(places, isDeliveryPoint(requests.pointCode)).where(IS_OWN(own)),
);

const OWN_FILES = question(
  { id: files.id, name: files.name, kind: files.kind, size: files.size },
  (select, own: Values<Own>) =>
    select.from(requests).innerJoin(requestFiles, eq(requestFiles.folio, requests.folio))
      .innerJoin(files, eq(files.id, requestFiles.fileId)).where(IS_OWN(own)),
);

type Args = Exclude<InStatement, string>["args"];

function toArgs({ createdAt, ...about }: NewRequest) {
  return { ...about, createdAt: Math.trunc(createdAt) };
}

function deliveryArgs(delivery: DeliveryWay) {
  const nothing = { address: null, phone: null, pointCode: null };
  return { ...nothing, ...delivery } satisfies Args;
}

function folioOf(found: ResultSet | undefined): string | undefined {
  const folio = found?.rows[0]?.folio;
  return folio === undefined ? undefined : String(folio);
}

const COLUMNS =
  `folio, form_id, affiliate_id, requested_by, pending_handle, formula_number, formula_on,
  asked, way, address, phone, point_code, state, created_at, due_at, changed_at`;
const POINT_EXISTS = `(:pointCode IS NULL OR EXISTS
  (SELECT 1 FROM loaded_places WHERE kind = 'deliveryPoints' AND code = :pointCode))`;

/** The line must be hers and still owed; its promise counts from the day since which it is owed. */
const ASK_PENDING = `
  INSERT INTO medicine_requests (${COLUMNS})
  SELECT :folio, :formId, :affiliateId, :requestedBy, p.handle, p.formula_number, p.formula_on,
    p.medicine, :way, :address, :phone, :pointCode, 'received', :createdAt,
    p.pending_since + :promisedMs, :createdAt
  FROM pending_medicines AS p JOIN affiliates AS a
    ON a.document_type = p.document_type AND a.document_number = p.document_number
  WHERE p.handle = :handle AND a.id = :affiliateId
    AND p.is_annulled = 0 AND p.delivered_quantity < p.ordered_quantity AND ${POINT_EXISTS}
  ON CONFLICT DO NOTHING`;

const UNDER_WAY = `
  SELECT folio, form_id FROM medicine_requests
  WHERE pending_handle = :handle AND affiliate_id = :affiliateId
    AND state IN ('received', 'scheduled')`;

const IS_POINT = `SELECT 1 WHERE ${POINT_EXISTS}`;

const ASK_BY_FORMULA = `
  INSERT INTO medicine_requests (${COLUMNS})
  SELECT :folio, :formId, :affiliateId, :requestedBy, NULL, :formulaNumber, :formulaOn, :asked, :way,
    :address, :phone, :pointCode, 'received', :createdAt, :dueAt, :createdAt
  WHERE ${POINT_EXISTS}
  ON CONFLICT DO NOTHING`;

const LINK = `
  INSERT INTO medicine_request_files (folio, file_id)
  SELECT :folio, value FROM json_each(:files)
  WHERE EXISTS (SELECT 1 FROM medicine_requests WHERE folio = :folio)`;

const OF_FORM = `
  SELECT folio FROM medicine_requests WHERE form_id = :formId AND affiliate_id = :affiliateId`;
