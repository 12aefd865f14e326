import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readUpload } from "../../../db/loads/sheets.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { FILE_COLUMNS, KIND_NAMES, kindsOf } from "../../../domain/loads/kind.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";
import { testApp } from "../../support/app.ts";
import { A } from "../../support/files.ts";
import { LOADS } from "../../support/uploads.ts";

const LOADERS = [["tesoreria", "payments"], ["afiliaciones", "registers"]] as const;
const TEMPLATE = `${LOADS}/plantilla.xlsx`;

Deno.test("Cargar archivos names every column of each kind of file, the required ones in bold", async () => {
  await using portal = await testApp();
  for (const [role, subject] of LOADERS) {
    const page = await (await (await portal.signInStaff(role)).get(LOADS)).text();
    assertStringIncludes(page, `href="${TEMPLATE}"`);
    for (const { header, required } of kindsOf(subject).flatMap((kind) => FILE_COLUMNS[kind])) {
      assertStringIncludes(page, required ? `<strong>${header}</strong>` : header);
    }
  }
});

Deno.test("the template of a role has a sheet a kind with exactly its columns, texts as texts", async () => {
  await using portal = await testApp();
  for (const [role, subject] of LOADERS) {
    const answer = await (await portal.signInStaff(role)).get(TEMPLATE);
    const name = answer.headers.get("content-disposition") ?? "";
    assertStringIncludes(name, "Plantilla_de_cargas.xlsx");
    const { worksheets } = await openWorkbook(await answer.bytes());
    const kinds = kindsOf(subject);
    assertEquals(worksheets.map(({ name }) => name), kinds.map((kind) => KIND_NAMES[kind]));
    for (const [index, kind] of kinds.entries()) {
      const columns = FILE_COLUMNS[kind];
      const sheet = worksheets[index];
      const headers = columns.map((_, column) => sheet?.getCell(1, column + 1).value);
      assertEquals(headers, columns.map(({ header }) => header));
      assertEquals(sheet?.getColumn(1).numFmt, "@", "a NIT or a code keeps its zeros");
    }
  }
});

Deno.test("the kinds of both subjects are all there are, and each is of one", () => {
  const kinds = [...kindsOf("payments"), ...kindsOf("registers")];
  assertEquals(kinds.toSorted(), Object.keys(FILE_COLUMNS).toSorted());
  assertEquals(kindsOf("payments"), ["providers", "vouchers", "settlements"]);
});

Deno.test("the template as it comes has no row; one that is filled in is published", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const loader = await portal.signInStaff("tesoreria");
  const bytes = await (await loader.get(TEMPLATE)).bytes();
  const options = { source: "prueba", now: () => portal.clock.nowMs };
  const empty = await loadFiles(db, readUpload([{ name: "plantilla.xlsx", bytes }]), options);
  assertEquals(empty.errors.map(({ message }) => message), ["los archivos no traen ninguna fila"]);
  assertEquals(empty.warnings, []);
  const workbook = await openWorkbook(bytes);
  const values = { nit: A, paidOn: "31/03/2026", paymentMethod: "Cheque", documentNumber: "0042" };
  const row = FILE_COLUMNS.vouchers.map(({ key }) =>
    key === "paidAmount" ? 1234.5 : Object.entries(values).find(([name]) => name === key)?.[1]
  );
  workbook.getWorksheet("Comprobantes")?.addRow(row);
  const filled = new Uint8Array(await workbook.xlsx.writeBuffer());
  const files = readUpload([{ name: "plantilla.xlsx", bytes: filled }]);
  const report = await loadFiles(db, files, options);
  assertEquals([report.status, report.paidAmount, report.errors, report.warnings], [
    "published",
    123_450,
    [],
    [],
  ]);
});

Deno.test("the template is of those alone who load", async () => {
  await using portal = await testApp();
  const auditor = await portal.signInStaff("auditor");
  assertEquals((await auditor.get(TEMPLATE)).status, 403);
  const stranger = await portal.browser().get(TEMPLATE);
  assert([302, 303, 401].includes(stranger.status));
});
