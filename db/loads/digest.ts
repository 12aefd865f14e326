import { createHash } from "node:crypto";
import type { Settlement } from "../../domain/payments/settlement.ts";
import { settlementTuple } from "../../domain/payments/settlement_tuple.ts";

/** A text that is equal for equal lines in equal order; empty for no lines. */
export function digestLines(lines: Settlement[]): string {
  if (lines.length === 0) return "";
  const hash = createHash("sha256");
  for (const line of lines) hash.update(JSON.stringify(settlementTuple(line)));
  return hash.digest("hex");
}
