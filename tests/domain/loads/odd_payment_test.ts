import { assertEquals } from "@std/assert";
import {
  judgeConfirmed,
  oddMark,
  oddSentence,
  oddWarnings,
  usualDays,
} from "../../../domain/loads/odd_payment.ts";

const THREE = { kind: "dosVeces", count: 3, amount: 120_000_050 } as const;
const ONE = { kind: "fechas", count: 1, amount: 100 } as const;

Deno.test("a kind is said with its count and sum, one or many", () => {
  assertEquals(
    oddSentence(THREE),
    "3 facturas que otro comprobante ya paga, $\u00a01.200.000,50 de más",
  );
  assertEquals(
    oddSentence(ONE),
    "1 pago con fecha futura o de hace más de un año, $\u00a01,00 con esas fechas",
  );
  assertEquals(oddWarnings([ONE]).map(({ cell, message }) => [cell, message]), [
    [null, `revise ${oddSentence(ONE)}`],
  ]);
});

Deno.test("a confirmation holds for just the count and the sum that were shown", () => {
  const judge = (confirmed: Record<string, string>) =>
    judgeConfirmed([THREE, ONE], confirmed).map(({ field }) => field);
  const all = { dosVeces: oddMark(THREE), fechas: oddMark(ONE) };
  assertEquals(judge(all), []);
  assertEquals(judge({}), ["reviso-dosVeces", "reviso-fechas"]);
  assertEquals(judge({ ...all, dosVeces: oddMark({ ...THREE, count: 2 }) }), ["reviso-dosVeces"]);
  assertEquals(judge({ ...all, fechas: oddMark({ ...ONE, amount: 99 }) }), ["reviso-fechas"]);
  assertEquals(judgeConfirmed([], all), [], "what is odd no more asks for nothing");
  const [changed] = judgeConfirmed([ONE], { fechas: "2:200" });
  assertEquals(
    changed?.message,
    `Cambió mientras usted revisaba. Ahora: ${oddSentence(ONE)}.`,
  );
});

Deno.test("a year back is usual, a day more is not; tomorrow is not either", () => {
  assertEquals(usualDays("2026-03-01"), { from: "2025-03-01", to: "2026-03-01" });
});
