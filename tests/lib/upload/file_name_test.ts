import { assertEquals } from "@std/assert";
import { shownFileName } from "../../../lib/upload/file_name.ts";

Deno.test("U5: a file's name is shown as a name, never as a path", () => {
  const table: [name: string, shown: string][] = [
    ["pagos.csv", "pagos.csv"],
    ["/tmp/a/pagos.csv", "pagos.csv"],
    ["../../x", "x"],
    ["..\\..\\windows\\x.xlsx", "x.xlsx"],
    ["C:\\Users\\Eva\\Año 2026.xlsx", "Año 2026.xlsx"],
    ["../..", ".."],
    ["/", "nameless"],
    ["", "nameless"],
    ["\u0000", "nameless"],
    ["pagos\u001b[31m\r\n.csv", "pagos[31m.csv"],
    ["pagos\u202excslx.exe", "pagosxcslx.exe"],
    [`<img src=x onerror="1">.csv`, `<img src=x onerror="1">.csv`],
    [`${"ñ".repeat(251)}.pdf`, `${"ñ".repeat(251)}.pdf`],
    [`${"ñ".repeat(500)}.pdf`, `${"ñ".repeat(234)}…${"ñ".repeat(16)}.pdf`],
    ["😀".repeat(500), `${"😀".repeat(234)}…${"😀".repeat(20)}`],
  ];
  for (const [name, shown] of table) assertEquals(shownFileName(name, "nameless"), shown, name);
});
