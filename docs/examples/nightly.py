"""Copies what a provider was paid into a SQLite file. Run it every night, or as often as you like:
PORTAL=https://pagos.eps.example TOKEN=zs_... python3 nightly.py pagos.db"""
import json, os, sqlite3, sys, time
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

VOUCHER = "documentNumber paidOn paymentMethod paidAmount unappliedAmount state returnedOn".split()
LINE = "voucherNumber lineNumber invoiceNumber invoiceAmount netAmount paidAmount balance".split()

def ask(path, **query):
    request = Request(f"{os.environ['PORTAL']}/api/v1{path}?{urlencode(query)}")
    request.add_header("Authorization", f"Bearer {os.environ['TOKEN']}")
    for _ in range(10):
        try:
            with urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code == 404:  # it was taken away this moment: a later change says so
                return {"items": [], "pages": 0}
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("Retry-After", 30)))
    sys.exit("The portal has no time for this now: run it again later.")

def store(table, fields, row):
    marks = ", ".join("?" * len(fields))
    db.execute(f"INSERT INTO {table} VALUES ({marks})", [row[field] for field in fields])

def replace(number, voucher):
    db.execute("DELETE FROM vouchers WHERE documentNumber = ?", [number])
    db.execute("DELETE FROM settlements WHERE voucherNumber = ?", [number])
    if voucher:
        store("vouchers", VOUCHER, voucher)
    page, pages = 1, 1 if voucher else 0
    while page <= pages:
        found = ask(f"/vouchers/{quote(number, safe='')}/settlements", page=page, perPage=1000)
        for line in found["items"]:
            store("settlements", LINE, line)
        page, pages = page + 1, found["pages"]

db = sqlite3.connect(sys.argv[1])
db.executescript(f"""CREATE TABLE IF NOT EXISTS progress (cursor);
    CREATE TABLE IF NOT EXISTS vouchers ({", ".join(VOUCHER)}, PRIMARY KEY (documentNumber));
    CREATE TABLE IF NOT EXISTS settlements ({", ".join(LINE)}, PRIMARY KEY (voucherNumber, lineNumber))""")
[cursor], has_more = db.execute("SELECT max(cursor) FROM progress").fetchone(), True
while has_more:
    try:
        page = ask("/vouchers", updatedSince=cursor or "", perPage=200)
    except HTTPError as error:
        if not cursor or error.code not in (410, 422):
            raise
        page = {"items": [], "nextCursor": None, "hasMore": True}  # the cursor is lost: begin anew
    cursor, has_more = page["nextCursor"], page["hasMore"]
    with db:  # stores the changes with the cursor that follows them, or nothing
        for table in () if cursor else ("vouchers", "settlements"):
            db.execute(f"DELETE FROM {table}")
        for change in page["items"]:
            replace(change["documentNumber"], change["voucher"])
        db.execute("DELETE FROM progress")
        db.execute("INSERT INTO progress VALUES (?)", [cursor])
