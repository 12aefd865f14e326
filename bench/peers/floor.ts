import { DatabaseSync } from "node:sqlite";

/*
 * The least work that this runtime can do for the same rows: Deno.serve, a prepared statement on a
 * bare table, strings joined. No session, no tenant, no layout, no framework. Command line: the
 * database file, the port (absent under `deno serve`, which takes FLOOR_DATABASE).
 */
const [path = Deno.env.get("FLOOR_DATABASE") ?? "", port] = Deno.args;
const db = new DatabaseSync(path, { readOnly: true });
const pageOfLines = db.prepare(`
  SELECT voucher, document_type, invoice, invoice_amount, net_amount, paid_amount, discount, balance,
    garnishments
  FROM lines WHERE voucher = ? AND line BETWEEN ? AND ? ORDER BY line`);
const pageOfVouchers = db.prepare(`
  SELECT paid_on, bank, account_type, account, payment_method, number, paid_amount, unapplied, advance
  FROM vouchers WHERE paid_on BETWEEN ? AND ? ORDER BY paid_on DESC, number DESC
  LIMIT 21 OFFSET ?`);
const totals = db.prepare(`
  SELECT count(*), sum(paid_amount), sum(unapplied), sum(advance)
  FROM vouchers WHERE paid_on BETWEEN ? AND ?`);
for (const statement of [pageOfLines, pageOfVouchers, totals]) statement.setReturnArrays(true);
const HTML = { headers: { "content-type": "text/html; charset=utf-8" } };

function answer(request: Request): Response {
  const { pathname, searchParams } = new URL(request.url);
  const page = Number(searchParams.get("pagina") ?? 1);
  const voucher = pathname.slice("/pagos/".length);
  const html = voucher === "" ? listOf(searchParams, page) : detailOf(voucher, page);
  return new Response(html, HTML);
}

function detailOf(voucher: string, page: number): string {
  return tableOf(pageOfLines.all(voucher, page * 21 - 20, page * 21), 3);
}

function listOf(query: URLSearchParams, page: number): string {
  const range = [iso(query.get("desde") ?? ""), iso(query.get("hasta") ?? "")] as const;
  const sums = tableOf([totals.get(...range)], 1);
  return sums + tableOf(pageOfVouchers.all(...range, page * 21 - 21), 6);
}

/** Rows are arrays (`setReturnArrays`), which the types of the library do not say. */
function tableOf(rows: unknown[], moneyFrom: number): string {
  let html = "<table>";
  for (const row of rows) {
    html += "<tr>";
    if (Array.isArray(row)) {
      for (let column = 0; column < row.length; column++) {
        html += `<td>${column < moneyFrom ? row[column] : money(row[column])}</td>`;
      }
    }
    html += "</tr>";
  }
  return `${html}</table>`;
}

function money(cents: number): string {
  const whole = String(Math.trunc(cents / 100));
  let text = whole.slice(-3);
  for (let end = whole.length - 3; end > 0; end -= 3) {
    text = `${whole.slice(Math.max(0, end - 3), end)}.${text}`;
  }
  return `${text},${String(cents % 100).padStart(2, "0")}`;
}

function iso(date: string): string {
  return `${date.slice(6)}-${date.slice(3, 5)}-${date.slice(0, 2)}`;
}

export default port === undefined ? { fetch: answer } : {};
if (port !== undefined) {
  const options = { port: Number(port), hostname: "127.0.0.1", automaticCompression: true };
  Deno.serve(options, answer);
}
