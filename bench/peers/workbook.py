"""The lines of the long voucher as a workbook, by XlsxWriter: DATABASE VOUCHER FILE."""

import datetime
import sqlite3
import sys

import xlsxwriter

TEXT, MONEY, DATE = "@", "#,##0.00", "dd/mm/yyyy"
KINDS = [TEXT] * 3 + [MONEY] * 11 + [TEXT, DATE, TEXT] + [MONEY] * 3
EPOCH = datetime.date(1899, 12, 30).toordinal()

database, voucher, path = sys.argv[1:]
rows = sqlite3.connect(database).execute(
    "SELECT voucher, document_type, invoice, invoice_amount, net_amount, paid_amount, discount,"
    " balance, garnishments, vat, retefuente, rete_ica, rete_iva, stamp_tax, payment_method,"
    " settled_on, settlement_document, settled_amount, copayment, moderating_fee"
    " FROM lines WHERE voucher = ? ORDER BY line",
    [voucher],
)
workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
formats = [workbook.add_format({"num_format": kind}) for kind in KINDS]
sheet = workbook.add_worksheet("Facturas")
for column in range(20):
    sheet.set_column(column, column, 16, formats[column])
for number, row in enumerate(rows, 1):
    for column, (kind, value) in enumerate(zip(KINDS, row)):
        if kind == TEXT:
            sheet.write_string(number, column, value, formats[column])
        elif kind == MONEY:
            sheet.write_number(number, column, value / 100, formats[column])
        else:
            serial = datetime.date.fromisoformat(value).toordinal() - EPOCH
            sheet.write_number(number, column, serial, formats[column])
workbook.close()
