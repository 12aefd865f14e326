import { DatabaseSync } from "node:sqlite";
import { lineCells } from "./payment_files.ts";
import { lines, vouchers } from "./payments.ts";

const AMOUNTS = "invoice_amount, net_amount, paid_amount, discount, balance, garnishments";
const REST = "vat, retefuente, rete_ica, rete_iva, stamp_tax, payment_method, settled_on, " +
  "settlement_document, settled_amount, copayment, moderating_fee";

/** Writes the payments into a file of two bare tables: what every peer reads. */
export function writeBareDatabase(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE vouchers (
      number TEXT PRIMARY KEY, paid_on TEXT, bank TEXT, account_type TEXT, account TEXT,
      payment_method TEXT, paid_amount INTEGER, unapplied INTEGER, advance INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX vouchers_list ON vouchers (paid_on, number, paid_amount, unapplied, advance);
    CREATE TABLE lines (
      voucher TEXT, line INTEGER, document_type, invoice, ${AMOUNTS}, ${REST},
      PRIMARY KEY (voucher, line)
    ) WITHOUT ROWID;
    BEGIN`);
  const addVoucher = db.prepare(`INSERT INTO vouchers VALUES (
    ?, ?, 'Bancolombia', 'Corriente', '23045678912', 'Transferencia', ?, 0, 0)`);
  const addLine = db.prepare(`INSERT INTO lines VALUES (${Array(21).fill("?").join(", ")})`);
  for (const voucher of vouchers()) {
    addVoucher.run(voucher.number, voucher.paidOn, voucher.paidCents);
    for (const line of lines(voucher)) {
      const [number = "", ...cells] = lineCells(line, (cents) => cents);
      addLine.run(number, line.line, ...cells);
    }
  }
  db.exec("COMMIT");
  db.close();
}
