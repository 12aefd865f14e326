import type { Client, InStatement } from "@libsql/client";
import type { LoadPlan, PlannedRevision } from "../../domain/loads/plan.ts";
import { SETTLEMENT_AMOUNTS } from "../../domain/payments/settlement.ts";
import { chunks, chunksBySize } from "../chunks.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { insertStaged, type StagedId, stagedLines } from "./lines/staged.ts";
import { type HeldBy, stillHeld, stopIfAsked } from "./progress.ts";
import { stageProviderChanges } from "./providers.ts";
import { snakeCase } from "../snake_case.ts";

const REVISIONS_A_BATCH = 500;
const LINES_A_BATCH = 4000;

/** Writes what a load would publish where no reader sees it. `onStored` gets the lines so far. */
export async function stageLoad(
  db: Db,
  id: string,
  plan: LoadPlan,
  { now, heldBy = null, onStored = () => {}, signal }: {
    now: () => number;
    heldBy?: HeldBy;
    onStored?: (lines: number) => void;
    signal?: AbortSignal;
  },
): Promise<void> {
  const client = db.$client;
  const held = () => stillHeld(id, heldBy, now());
  await stageProviderChanges(db, id, plan, held());
  let stored = 0;
  for (const revisions of chunks(plan.revisions, REVISIONS_A_BATCH)) {
    await letOthersRun();
    stopIfAsked(signal);
    const ids = await stageRevisions(client, id, plan, revisions, held());
    await keepLines(client, revisions, { ids, held });
    const lines = stagedLines(plan.book, revisions, ids);
    for (const some of chunksBySize(lines, ({ count }) => count, LINES_A_BATCH)) {
      await client.batch([held(), insertStaged(plan.book, some)], "write");
      onStored(stored += some.reduce((sum, { count }) => sum + count, 0));
      await letOthersRun();
      stopIfAsked(signal);
    }
  }
}

const STAGE_PROVIDERS = `
  INSERT INTO providers (nit, legal_name, is_listed)
  SELECT value ->> 0, value ->> 1, 0 FROM json_each(?) WHERE true
  ON CONFLICT (nit) DO NOTHING`;

const REVISION_COLUMNS = [
  "document_number",
  "paid_on",
  "bank_name",
  "account_type",
  "account_number",
  "payment_method",
  "paid_amount",
  "unapplied_amount",
  "unapplied_advance_amount",
  "state",
  "returned_on",
  "return_reason",
  "replaces_id",
  "settlement_count",
  "settlements_digest",
  ...SETTLEMENT_AMOUNTS.map((amount) => `sum_${snakeCase(amount)}`),
];

const INSERT_REVISIONS = `
  INSERT INTO voucher_revisions (provider_id, load_id, is_current, ${REVISION_COLUMNS.join(", ")})
  SELECT p.id, ?2, 0, ${REVISION_COLUMNS.map((_, index) => `r.value ->> ${index + 1}`).join(", ")}
  FROM json_each(?1) AS r CROSS JOIN providers AS p ON p.nit = r.value ->> 0`;

const STAGED_IDS = `
  SELECT p.nit, v.document_number, v.id, v.provider_id
  FROM json_each(?1) AS r CROSS JOIN providers AS p ON p.nit = r.value ->> 0
  CROSS JOIN voucher_revisions AS v
    ON v.load_id = ?2 AND v.provider_id = p.id AND v.document_number = r.value ->> 1`;

const KEPT_COLUMNS = `line_number, s.provider_id, invoice_key, document_type, invoice_number,
  invoice_amount, net_amount, s.paid_amount, financial_discount, balance, garnishments, vat,
  retefuente, rete_ica, rete_iva, stamp_tax, s.payment_method, settled_on, settlement_document,
  settled_amount, copayment, moderating_fee`;

const KEEP_LINES = `
  INSERT INTO settlements
  SELECT v.id, ${KEPT_COLUMNS}
  FROM json_each(?) AS kept CROSS JOIN voucher_revisions AS v ON v.id = kept.value
  CROSS JOIN settlements AS s ON s.revision_id = v.replaces_id`;

/**
 * Inserts revisions without lines, and the new providers that they name, not listed yet; answers
 * the ids of the revisions, in their order.
 */
async function stageRevisions(
  client: Client,
  loadId: string,
  plan: LoadPlan,
  revisions: PlannedRevision[],
  held: InStatement,
): Promise<StagedId[]> {
  const tuples = JSON.stringify(revisions.map(revisionTuple));
  const nits = new Set(revisions.map(({ nit }) => nit));
  const named = plan.newProviders.filter(({ nit }) => nits.has(nit));
  const names = JSON.stringify(named.map(({ nit, legalName }) => [nit, legalName]));
  const [, , , found] = await client.batch([
    held,
    { sql: STAGE_PROVIDERS, args: [names] },
    { sql: INSERT_REVISIONS, args: [tuples, loadId] },
    { sql: STAGED_IDS, args: [tuples, loadId] },
  ], "write");
  const ids = new Map(
    found?.rows.map((row) => [
      `${row.nit}\n${row.document_number}`,
      { id: Number(row.id), providerId: Number(row.provider_id) },
    ]),
  );
  return revisions.map(({ nit, voucher }) => {
    const staged = ids.get(`${nit}\n${voucher.documentNumber}`);
    if (!staged) throw new Error("a staged revision is missing");
    return staged;
  });
}

/**
 * Copies the lines of the replaced revision where a load corrects a voucher without its lines, some
 * vouchers at a time: one long statement would keep every other writer waiting.
 */
async function keepLines(
  client: Client,
  revisions: PlannedRevision[],
  { ids, held }: { ids: StagedId[]; held: () => InStatement },
): Promise<void> {
  let [group, lines] = [new Array<number>(), 0];
  const copy = async () => {
    const keep = { sql: KEEP_LINES, args: [JSON.stringify(group)] };
    if (group.length > 0) await client.batch([held(), keep], "write");
    [group, lines] = [[], 0];
    await letOthersRun();
  };
  for (const [index, { id }] of ids.entries()) {
    const revision = revisions[index];
    if (revision?.lines !== undefined || !revision?.settlementCount) continue;
    group.push(id);
    lines += revision.settlementCount;
    if (lines >= LINES_A_BATCH) await copy();
  }
  await copy();
}

function revisionTuple(revision: PlannedRevision) {
  const { nit, voucher, replaces, settlementCount, digest, totals } = revision;
  return [
    nit,
    voucher.documentNumber,
    voucher.paidOn,
    voucher.bankName,
    voucher.accountType,
    voucher.accountNumber,
    voucher.paymentMethod,
    voucher.paidAmount,
    voucher.unappliedAmount,
    voucher.unappliedAdvanceAmount,
    voucher.state,
    voucher.returnedOn,
    voucher.returnReason,
    replaces?.revisionId ?? null,
    settlementCount,
    digest,
    ...SETTLEMENT_AMOUNTS.map((amount) => totals[amount]),
  ];
}
