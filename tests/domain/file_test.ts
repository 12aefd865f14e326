import { assertEquals } from "@std/assert";
import { filesProblem, formatSize, kindByName, TOO_HEAVY } from "../../domain/file.ts";

Deno.test("a name says its kind by its last ending, in any case", () => {
  const table: Record<string, ReturnType<typeof kindByName>> = {
    "soporte.PDF": "pdf",
    "foto.jpeg": "jpeg",
    "foto.JPG": "jpeg",
    "relación.2026.xlsx": "xlsx",
    "a.pdf.exe": undefined,
    "libro.xlsm": undefined,
    pdf: "pdf",
    "": undefined,
  };
  for (const [name, kind] of Object.entries(table)) assertEquals(kindByName(name), kind, name);
});

Deno.test("three files of ten megabytes together may be attached, and no more", () => {
  const most = 10 * 1024 * 1024;
  assertEquals(filesProblem([]), undefined);
  assertEquals(filesProblem([most - 2, 1, 1]), undefined);
  assertEquals(filesProblem([most, 1]), TOO_HEAVY);
  assertEquals(filesProblem([1, 1, 1, 1]), "Adjunte a lo sumo 3 archivos de una vez.");
});

Deno.test("a size is written with a decimal comma, in MB or KB", () => {
  assertEquals([1, 2000, 1_600_000].map(formatSize), ["1 KB", "2 KB", "1,5 MB"]);
});
