import { assertEquals } from "@std/assert";
import { FILE_COLUMNS, plainHeader, readHeader } from "../../../domain/loads/kind.ts";
import { PROVIDERS_HEADER, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";

function cells(header: string): string[] {
  return header.split(";");
}

Deno.test("the kind of a table is known by its headers", () => {
  assertEquals(readHeader(cells(PROVIDERS_HEADER))?.kind, "providers");
  assertEquals(readHeader(cells(VOUCHERS_HEADER))?.kind, "vouchers");
  assertEquals(readHeader(cells(SETTLEMENTS_HEADER))?.kind, "settlements");
});

Deno.test("the columns of each file are those of the contract, the required ones marked", () => {
  const required = (kind: keyof typeof FILE_COLUMNS) =>
    FILE_COLUMNS[kind].filter((column) => column.required).map(({ header }) => header);
  assertEquals(required("providers"), ["NIT", "Razón Social"]);
  const ofVouchers = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
  assertEquals(required("vouchers"), ofVouchers);
  assertEquals(required("settlements"), [
    "NIT",
    "N° Comprobante de Pago / Anticipo",
    "Tipo Documento",
    "Número de Factura",
    "Valor Factura",
    "Valor Pagado",
  ]);
  assertEquals(FILE_COLUMNS.providers.map(({ header }) => header), [
    "NIT",
    "DV",
    "Razón Social",
    "Cédula Representante Legal",
    "Representante Legal",
    "Correo",
    "Teléfono",
    "Código DANE",
    "Municipio",
    "Departamento",
  ]);
  assertEquals([FILE_COLUMNS.vouchers.length, FILE_COLUMNS.settlements.length], [13, 21]);
});

Deno.test("case, accents and spaces around a header do not matter", () => {
  const spellings = [
    "Número de Factura",
    "NUMERO DE FACTURA",
    " numero de factura ",
    "número  de factura",
  ]
    .concat("Nu\u0301mero de Factura", "\u00a0Número\u00a0de Factura\u00a0");
  for (const header of spellings) assertEquals(plainHeader(header), "numero de factura", header);
});

Deno.test("N°, Nº, No. and N. are one", () => {
  const spellings = ["N° Documento", "Nº Documento", "No. Documento", "N. Documento", "n°documento"]
    .concat("NO.DOCUMENTO", "nº  documento");
  for (const header of spellings) assertEquals(plainHeader(header), "n° documento", header);
  assertEquals(
    plainHeader("No. Comprobante de Pago/Anticipo"),
    plainHeader("N° Comprobante de Pago / Anticipo"),
  );
  assertEquals(plainHeader("Nombre del Banco"), "nombre del banco");
});

Deno.test("the order of columns does not matter", () => {
  const reading = readHeader(cells("VALOR PAGO;No. Documento;forma de pago;fecha de pago;nit"));
  assertEquals(reading?.kind, "vouchers");
  assertEquals(reading?.places.map((place) => place?.key), [
    "paidAmount",
    "documentNumber",
    "paymentMethod",
    "paidOn",
    "nit",
  ]);
  assertEquals(reading?.missing, []);
});

Deno.test("missing required columns are named, optional ones are not", () => {
  const reading = readHeader(cells("NIT;Fecha de Pago;N° Documento"));
  assertEquals(reading?.missing, ["Forma de Pago", "Valor Pago"]);
});

Deno.test("a file with wrong headers is of the kind that they come nearest to", () => {
  const header = "NIT;Fecha Pago;Banco;Cuenta;Forma Pago;Numero Documento;Valor Pagado;Saldo";
  const reading = readHeader(cells(header));
  assertEquals(reading?.kind, "vouchers");
  assertEquals(reading?.missing, ["Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"]);
});

Deno.test("a column that stands twice is named, in two spellings too", () => {
  const reading = readHeader(cells(`${VOUCHERS_HEADER};VALOR PAGO;Nº Documento`));
  assertEquals(reading?.repeated, ["N° Documento", "Valor Pago"]);
});

Deno.test("an unknown column is named with its place, one without a name is not", () => {
  const reading = readHeader(cells(`Lote;${VOUCHERS_HEADER}; Sucursal ;;`));
  assertEquals(reading?.unknown, [
    { index: 0, header: "Lote" },
    { index: 12, header: "Sucursal" },
  ]);
});

Deno.test("headers of nothing we know have no kind", () => {
  for (const header of ["", "a;b;c", "NIT", "NIT;Nombre;Valor", "Periodo;Total"]) {
    assertEquals(readHeader(cells(header)), undefined, header);
  }
});
