import { assert, assertEquals } from "@std/assert";
import {
  invoiceKey,
  invoiceKeyCandidates,
  isSameInvoice,
  numberProblem,
  prefixInKeys,
} from "../../../domain/payments/invoice_number.ts";

Deno.test("every spelling of an invoice number has one key", () => {
  const spellings = [
    "FEV-001234",
    "FEV-1234",
    "fev 1234",
    "FEV1234",
    "fev001234",
    "FEV.1234",
    "FEV/1234",
    "FEV\\1234",
    "fev_001234",
    "FEV - 00 1234",
    "FEV\u00a01234",
    "FEV\u2013001234",
    "fev\u2212\u20141234",
    "FEV\u20111234",
    " fev 1234 ",
  ];
  for (const spelling of spellings) {
    assertEquals(invoiceKey(spelling), "FEV1234", spelling);
    assert(isSameInvoice(spelling, "FEV-001234"), spelling);
    assert(isSameInvoice("FEV-001234", spelling), spelling);
  }
});

Deno.test("a number without a prefix has a key without zeros in front", () => {
  assertEquals(invoiceKey("1234"), "1234");
  assertEquals(invoiceKey("0001234"), "1234");
  assertEquals(invoiceKey("0"), "0");
  assertEquals(invoiceKey("FEV-000"), "FEV0");
  assertEquals(invoiceKey("ABC"), "ABC");
});

Deno.test("zeros inside a number count", () => {
  assertEquals(invoiceKey("FEV-1002"), "FEV1002");
  assert(!isSameInvoice("FEV-1002", "FEV-12"));
  assert(!isSameInvoice("FEV-10", "FEV-1"));
  assert(!isSameInvoice("FEV-100", "FEV-10"));
});

Deno.test("a prefix that ends in a digit may have zeros between it and the number", () => {
  const stored = ["FE1-123", "FE1-0123", "FE1-00000123", "fe1 000123", "FE1123"];
  for (const number of stored) {
    assert(isSameInvoice("FE1-123", number), number);
    const candidates = invoiceKeyCandidates("FE1-123");
    assert(candidates.includes(invoiceKey(number)), `${number} is looked up`);
  }
});

Deno.test("the keys that are tried find no other invoice", () => {
  const others: [typed: string, stored: string][] = [
    ["FE1-23", "FE-1023"],
    ["FE1-23", "FE-10023"],
    ["FE1-23", "FE10-023"],
    ["FE2-7", "FE20-7"],
    ["FE2-7", "FE-2007"],
  ];
  for (const [typed, stored] of others) {
    assert(!isSameInvoice(typed, stored), `${typed} is not ${stored}`);
  }
});

Deno.test("the number alone, another prefix and another number are other invoices", () => {
  const others: [typed: string, stored: string][] = [
    ["1234", "FEV-1234"],
    ["FEV-1234", "1234"],
    ["FEV-1234", "FE-1234"],
    ["FEV-1234", "FEVA-1234"],
    ["FEV-1234", "FEV-1235"],
    ["FEV-1234", "FEV-12345"],
    ["FEV-1234", "FEV-1234A"],
    ["FEV", "FEV-1"],
  ];
  for (const [typed, stored] of others) {
    assert(!isSameInvoice(typed, stored), `${typed} is not ${stored}`);
  }
});

Deno.test("one key is tried where no digit stands before the number", () => {
  assertEquals(invoiceKeyCandidates("FEV-1234"), ["FEV1234"]);
  assertEquals(invoiceKeyCandidates("FEV1234"), ["FEV1234"]);
  assertEquals(invoiceKeyCandidates("1234"), ["1234"]);
});

Deno.test("a number that may be looked up has a letter or a digit, and no more signs than a load takes", () => {
  for (const typed of ["1", "FEV-1", "a".repeat(300)]) {
    assertEquals(numberProblem(typed), undefined, typed);
  }
  for (const typed of ["", "  ", "-./", "\u2013"]) {
    assertEquals(numberProblem(typed), "Escriba el número de una factura o de un comprobante.");
  }
  assertEquals(numberProblem("a".repeat(301)), "Escriba a lo sumo 300 caracteres.");
  assertEquals(numberProblem("a".repeat(101), 100), "Escriba a lo sumo 100 caracteres.");
});

Deno.test("of a prefix that ends in a digit, every spelling's key begins with the same signs", () => {
  const cases: [number: string, prefix: string | undefined][] = [
    ["FE01-000077", "FE1"],
    ["fe01 77", "FE1"],
    ["001-00123", "1"],
    ["FEV-001234", undefined],
    ["FE0-77", undefined],
    ["FE0177", undefined],
    ["", undefined],
  ];
  for (const [number, prefix] of cases) {
    assertEquals(prefixInKeys(number), prefix, number);
    for (const key of prefix === undefined ? [] : invoiceKeyCandidates(number)) {
      assertEquals(key.startsWith(prefix ?? ""), true, key);
    }
  }
});
