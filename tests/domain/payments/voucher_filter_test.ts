import { assertEquals } from "@std/assert";
import { readDate, readIsoDate } from "../../../domain/dates.ts";
import { type FilterReading, readVoucherFilter } from "../../../domain/payments/voucher_filter.ts";

const TODAY = "2026-04-01";
const NAMES = { from: "desde", to: "hasta" };

function read(from?: string, to?: string): FilterReading {
  const typed = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return readVoucherFilter(typed, TODAY, NAMES, readDate);
}

function refusal(field: string, message: string): FilterReading {
  return { errors: [{ field, message }] };
}

Deno.test("without dates the filter is today and the 90 days before", () => {
  const filter = { from: "2026-01-01", to: "2026-04-01" };
  assertEquals(read(), { filter });
  assertEquals(read("", ""), { filter });
  assertEquals(read("  ", " "), { filter });
});

Deno.test("both ends count, and may be one day", () => {
  assertEquals(read("01/01/2026", "31/01/2026"), {
    filter: { from: "2026-01-01", to: "2026-01-31" },
  });
  assertEquals(read("31/01/2026", "31/01/2026"), {
    filter: { from: "2026-01-31", to: "2026-01-31" },
  });
});

Deno.test("one end alone is asked for its other end", () => {
  const from = refusal("desde", "Escriba la fecha desde la que quiere buscar.");
  const to = refusal("hasta", "Escriba la fecha hasta la que quiere buscar.");
  assertEquals(read("01/01/2026"), to);
  assertEquals(read("01/01/2026", " "), to);
  assertEquals(read(undefined, "01/01/2026"), from);
  assertEquals(read("", "01/01/2026"), from);
});

Deno.test("J4: an end before the start is refused beside Hasta", () => {
  const refused = refusal("hasta", "Hasta debe ser igual o posterior a Desde.");
  assertEquals(read("02/01/2026", "01/01/2026"), refused);
});

Deno.test("every bad date has an error of its own beside its field", () => {
  assertEquals(read("31/02/2026", "ayer"), {
    errors: [
      {
        field: "desde",
        message: "La fecha 31/02/2026 no existe: febrero de 2026 tiene 28 días.",
      },
      {
        field: "hasta",
        message: "Escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026.",
      },
    ],
  });
});

Deno.test("J4: ten years are searched at once, and not a day more", () => {
  assertEquals(read("05/03/2016", "05/03/2026"), {
    filter: { from: "2016-03-05", to: "2026-03-05" },
  });
  const refused = refusal("hasta", "Busque a lo sumo 10 años de una vez: acerque las fechas.");
  assertEquals(read("05/03/2016", "06/03/2026"), refused);
  assertEquals(read("01/01/1900", "01/01/2200"), refused);
});

Deno.test("the fields and the notation of dates are the caller's", () => {
  const names = { from: "from", to: "to" };
  const filter = { from: "2026-01-01", to: "2026-01-31" };
  assertEquals(readVoucherFilter(filter, TODAY, names, readIsoDate), { filter });
  const bad = readVoucherFilter({ from: "01/01/2026", to: filter.to }, TODAY, names, readIsoDate);
  assertEquals(
    bad,
    refusal("from", "Escriba la fecha como yyyy-MM-dd, por ejemplo 2026-03-05."),
  );
});
