import { HEADER, type Maker, NIT } from "./kind.ts";

/** Where libraries of the system are, if not in the first Python of the path. */
const PYTHONS = ["python3", "/usr/bin/python3"];

/** The start of every script: the header, the usual row, and where the workbook goes. */
const START = `
import sys, io, datetime
HEADER = ${JSON.stringify(HEADER)}
DAY = datetime.date(2023, 3, 15)
ROW = ["${NIT}", DAY, "Cheque", "CE-1", 1000.5]
out = io.BytesIO()
`;
const END = `
sys.stdout.buffer.write(out.getvalue())
`;

/** A workbook as openpyxl writes it; `lines` fill \`sheet\` of \`book\` below the header. */
export function byOpenpyxl(...lines: string[]): Maker {
  return byPython(
    "openpyxl",
    `book = openpyxl.Workbook()
sheet = book.active
sheet.append(HEADER)
${lines.join("\n")}
book.save(out)`,
  );
}

/** A workbook as XlsxWriter writes it; `lines` fill \`sheet\` of \`book\` below the header. */
export function byXlsxWriter(...lines: string[]): Maker {
  return byPython(
    "xlsxwriter",
    `book = xlsxwriter.Workbook(out)
day = book.add_format({"num_format": "dd/mm/yyyy"})
sheet = book.add_worksheet()
def add(number, cells, where=None):
    for column, cell in enumerate(cells):
        isDay = isinstance(cell, datetime.date)
        (where or sheet).write(number, column, cell, *([day] if isDay else []))
add(0, HEADER)
${lines.join("\n")}
book.close()`,
  );
}

function byPython(library: string, script: string): Maker {
  return async () => {
    const python = await pythonWith(library);
    if (!python) return undefined;
    const args = ["-c", `${START}import ${library}\n${script}\n${END}`];
    const { code, stdout, stderr } = await new Deno.Command(python, { args }).output();
    if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
    return stdout;
  };
}

async function pythonWith(library: string): Promise<string | undefined> {
  for (const python of PYTHONS) {
    try {
      const args = ["-c", `import ${library}`];
      const { code } = await new Deno.Command(python, { args }).output();
      if (code === 0) return python;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}
