import { assert, assertEquals, assertMatch } from "@std/assert";
import { reportFindings } from "../../../domain/loads/findings.ts";
import { hasChanges } from "../../../domain/loads/plan.ts";
import type { ProviderDetails } from "../../../domain/providers/provider.ts";
import { A, aFile, aStatelessFile, B, PROVIDERS } from "../../support/files.ts";
import { onFile, onFileWith, plan, vouchersFile } from "../support/plan.ts";

const NOTHING = { new: 0, changed: 0, unchanged: 0 };

Deno.test("providers are new, changed or unchanged", async () => {
  const header = "NIT;Razón Social;Municipio";
  const planned = await plan(
    onFile(),
    aFile("a.csv", header, `${A};Clínica A S.A.S.;Cartagena`, `${B};Hospital B;Lorica`),
  );
  assertEquals(planned.providers, { new: 1, changed: 0, unchanged: 1 });
  assertEquals(planned.newProviders.map(({ nit, legalName }) => [nit, legalName]), [
    [B, "Hospital B"],
  ]);
  const changed = await plan(onFile(), aFile("a.csv", header, `${A};Clínica A S.A.S.;Turbaco`));
  assertEquals(changed.providers, { ...NOTHING, changed: 1 });
  assertEquals(changed.changedProviders, [{ nit: A, municipality: "Turbaco" }]);
});

Deno.test("a load without an optional column leaves what is stored", async () => {
  const planned = await plan(onFile(), aFile("a.csv", "NIT;Razón Social", `${A};Clínica Á`));
  assertEquals(planned.changedProviders, [{ nit: A, legalName: "Clínica Á" }]);
});

Deno.test("an empty cell empties what is stored, but never a Correo or a Cédula", async () => {
  const header = "NIT;Razón Social;Cédula Representante Legal;Representante Legal;Correo;" +
    "Teléfono;Código DANE;Municipio;Departamento";
  const planned = await plan(onFile(), aFile("a.csv", header, `${A};Clínica A S.A.S.;;;;;;;`));
  const emptied: Partial<ProviderDetails> = {
    representativeName: null,
    phone: null,
    daneCode: null,
    municipality: null,
    department: null,
  };
  assertEquals(planned.changedProviders, [{ nit: A, ...emptied }]);
});

Deno.test("an empty Correo and Cédula alone change nothing", async () => {
  const header = "NIT;Razón Social;Cédula Representante Legal;Correo";
  const planned = await plan(onFile(), aFile("a.csv", header, `${A};Clínica A S.A.S.;;`));
  assertEquals([planned.providers, hasChanges(planned)], [{ ...NOTHING, unchanged: 1 }, false]);
});

Deno.test("a Correo that was missing is added", async () => {
  const file = aFile("a.csv", "NIT;Razón Social;Correo", `${A};Clínica A S.A.S.;nuevo@a.example`);
  const planned = await plan(onFile({ email: null }), file);
  assertEquals(planned.changedProviders.map(({ email }) => email), ["nuevo@a.example"]);
});

Deno.test("vouchers are new, changed or unchanged, and Valor Pago is summed", async () => {
  const planned = await plan(
    onFileWith("1", []),
    vouchersFile({ number: "1" }, { number: "2", paid: "0,50" }),
  );
  assertEquals(planned.vouchers, { new: 1, changed: 0, unchanged: 1 });
  assertEquals(planned.revisions.map(({ voucher }) => voucher.documentNumber), ["2"]);
  assertEquals(planned.paidAmount, 100_050);
});

Deno.test("each value of a voucher that differs makes it changed", async () => {
  const wishes = [
    { paidOn: "16/03/2026" },
    { method: "Cheque" },
    { paid: "1000,01" },
    { unapplied: "0,01" },
    { unapplied: "" },
    { advance: "-0,01" },
    { state: "Anulado" },
  ];
  for (const wish of wishes) {
    const planned = await plan(onFileWith("1", []), vouchersFile({ number: "1", ...wish }));
    assertEquals(planned.vouchers, { ...NOTHING, changed: 1 }, JSON.stringify(wish));
    assertEquals(planned.revisions.map(({ replaces }) => replaces?.revisionId), [40]);
  }
});

Deno.test("the same load again changes nothing", async () => {
  const planned = await plan(onFileWith("1", []), vouchersFile({ number: "1" }));
  assertEquals([hasChanges(planned), planned.errors, planned.warnings], [false, [], []]);
  assertEquals(planned.vouchers, { ...NOTHING, unchanged: 1 });
});

Deno.test("an annulled voucher counts in no sum", async () => {
  const planned = await plan(
    onFile(),
    vouchersFile({ number: "1" }, { number: "2", state: "Anulado" }),
  );
  assertEquals([planned.vouchers.new, planned.paidAmount], [2, 100_000]);
});

Deno.test("a file without Estado says which vouchers it makes Vigente again", async () => {
  const annulled = onFileWith("1", [], { state: "annulled" });
  const planned = await plan(annulled, aStatelessFile({ number: "1" }, { number: "2" }));
  assertEquals([planned.vouchers.changed, planned.warningCount], [1, 1]);
  assertEquals(planned.warnings, [{
    file: "",
    sheet: null,
    cell: null,
    column: null,
    value: null,
    message: "1 comprobante que no estaba vigente vuelve a Vigente, porque el archivo no trae la " +
      `columna Estado: 1 (NIT ${A}, Anulado)`,
  }]);
  for (const quiet of [onFileWith("1", []), onFile()]) {
    assertEquals((await plan(quiet, aStatelessFile({ number: "1" }))).warnings, []);
  }
  assertEquals((await plan(annulled, vouchersFile({ number: "1" }))).warnings, []);
});

Deno.test("of many vouchers that are Vigente again the first are named, before all other warnings", async () => {
  const numbers = Array.from({ length: 1200 }, (_, index) => String(index + 1));
  const stored = onFileWith("1", [], { state: "scheduled" }).vouchers.get(`${A}\n1`);
  assert(stored);
  const vouchers = new Map(numbers.map((number) => [
    `${A}\n${number}`,
    { ...stored, voucher: { ...stored.voucher, documentNumber: number } },
  ]));
  const twice = numbers.flatMap((number) => [{ number }, { number }]);
  const planned = await plan({ ...onFile(), vouchers }, aStatelessFile(...twice));
  const [first] = reportFindings(planned).warnings;
  assertMatch(
    first?.message ?? "",
    /^1\.200 comprobantes que no estaban vigentes vuelven a Vigente,/,
  );
  assertMatch(first?.message ?? "", /: 1 \(NIT .*, Programado\), .*, 10 \(.*\) y 1\.190 más$/);
});

Deno.test("a NIT that is not on file refuses the load, with its cell", async () => {
  const planned = await plan(onFile(), vouchersFile({ number: "1" }, { number: "2", nit: B }));
  assertEquals(planned.errors, [{
    file: "comprobantes.csv",
    sheet: null,
    cell: "A3",
    column: "NIT",
    value: B,
    message: `el NIT ${B} no está registrado: cárguelo primero en Prestadores`,
  }]);
});

Deno.test("a NIT of the same load is on file", async () => {
  const planned = await plan(onFile(), vouchersFile({ number: "1", nit: B }), PROVIDERS());
  assertEquals([planned.errors, planned.vouchers.new], [[], 1]);
});

Deno.test("what was wrong with the cells is carried into the plan", async () => {
  const planned = await plan(onFile(), vouchersFile({ number: "1", paid: "mil" }));
  assertEquals(planned.errors.map(({ cell }) => cell), ["H2"]);
});
