import {
  ODD_KINDS,
  type OddKind,
  type OddLists,
  type OddPayment,
  type OddVoucher,
} from "../../domain/loads/odd_payment.ts";
import { PAGE_SIZE, pageCount } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import type { StoredLoad } from "./history.ts";

const ROWS_A_QUESTION = 500;

/**
 * One page of each kind of a load's odd payments, the dearest first; a place behind the last page
 * means the last one. One round trip.
 */
export async function findOddLists(
  db: Db,
  { id, odd }: Pick<StoredLoad, "id" | "odd">,
  places: Record<OddKind, number>,
): Promise<OddLists> {
  const totalOf = (kind: OddKind) => odd.find((one) => one.kind === kind)?.count ?? 0;
  const pageOf = (kind: OddKind) => Math.min(places[kind], pageCount(totalOf(kind)));
  const found = odd.length === 0 ? [] : await db.$client.batch(
    ODD_KINDS.map((kind) => askPage(id, kind, (pageOf(kind) - 1) * PAGE_SIZE, PAGE_SIZE)),
    "read",
  );
  const listOf = (kind: OddKind) => {
    const items = (found[ODD_KINDS.indexOf(kind)]?.rows ?? []).map(toOddPayment);
    const total = totalOf(kind);
    return { items, total, page: pageOf(kind) };
  };
  return {
    dosVeces: listOf("dosVeces"),
    deMas: listOf("deMas"),
    repetidos: listOf("repetidos"),
    fechas: listOf("fechas"),
    cuentas: listOf("cuentas"),
  };
}

/** Every odd payment of a load with its kind, some hundreds at a time; for the download. */
export async function* readOddPayments(
  db: Db,
  loadId: string,
): AsyncGenerator<{ kind: OddKind; payments: OddPayment[] }> {
  for (const kind of ODD_KINDS) {
    for (let offset = 0;; offset += ROWS_A_QUESTION) {
      const { rows } = await db.$client.execute(askPage(loadId, kind, offset, ROWS_A_QUESTION));
      if (rows.length > 0) yield { kind, payments: rows.map(toOddPayment) };
      if (rows.length < ROWS_A_QUESTION) break;
    }
  }
}

function askPage(id: string, kind: OddKind, offset: number, limit: number) {
  return { sql: PAGE, args: { id, kind, offset, limit } };
}

function voucherColumns(name: string): string {
  return `${name}_provider.nit AS ${name}_nit, ${name}.document_number AS ${name}_number,
    ${name}.paid_on AS ${name}_on, ${name}.paid_amount AS ${name}_amount,
    ${name}.bank_name AS ${name}_bank, ${name}.account_number AS ${name}_account,
    (SELECT id FROM loads WHERE id = ${name}.load_id AND status = 'waiting') AS ${name}_waits,
    (SELECT max(invoice_number) ${linesOf(name)}) AS ${name}_invoice,
    (SELECT sum(paid_amount) ${linesOf(name)}) AS ${name}_paid,
    (SELECT max(max(invoice_amount, coalesce(net_amount, 0))) ${linesOf(name)}) AS ${name}_worth`;
}

/** The lines with which a voucher pays the odd invoice. */
function linesOf(name: string): string {
  return `FROM settlements WHERE provider_id = ${name}.provider_id
    AND invoice_key = odd.invoice_key AND revision_id = ${name}.id`;
}

const PAGE = `
  SELECT odd.amount, mine_provider.legal_name, ${voucherColumns("mine")}, ${voucherColumns("other")}
  FROM load_odd_payments AS odd CROSS JOIN voucher_revisions AS mine ON mine.id = odd.revision_id
  CROSS JOIN providers AS mine_provider ON mine_provider.id = mine.provider_id
  LEFT JOIN voucher_revisions AS other ON other.id = odd.other_id
  LEFT JOIN providers AS other_provider ON other_provider.id = other.provider_id
  WHERE odd.load_id = :id AND odd.kind = :kind
  ORDER BY odd.amount DESC, odd.revision_id DESC, odd.invoice_key DESC
  LIMIT :limit OFFSET :offset`;

type Row = Record<string, unknown>;

function toOddPayment(row: Row): OddPayment {
  const worths = [row.mine_worth, row.other_worth].filter((worth) => worth !== null).map(Number);
  return {
    legalName: String(row.legal_name),
    voucher: toVoucher(row, "mine"),
    other: row.other_nit === null ? null : toVoucher(row, "other"),
    invoiceAmount: worths.length === 0 ? null : Math.max(...worths),
    amount: Number(row.amount),
  };
}

function toVoucher(row: Row, name: "mine" | "other"): OddVoucher {
  const text = (column: string) => {
    const value = row[`${name}_${column}`];
    return value === null || value === undefined ? null : String(value);
  };
  const paid = text("paid");
  return {
    nit: text("nit") ?? "",
    documentNumber: text("number") ?? "",
    paidOn: text("on") ?? "",
    paidAmount: Number(text("amount")),
    bankName: text("bank"),
    accountNumber: text("account"),
    waitsIn: text("waits"),
    invoiceNumber: text("invoice"),
    invoicePaid: paid === null ? null : Number(paid),
  };
}
