import type { ChangePlace } from "../../domain/payments/change.ts";
import { sealForAddress, unsealFromAddress } from "../../lib/sealed.ts";

/**
 * A place in a provider's log of changes as programs get it, sealed: nobody makes one, and it means
 * nothing to anybody else.
 */
export async function writeCursor(
  secrets: string[],
  providerId: number,
  { version, documentNumber, changedAt }: ChangePlace,
): Promise<string> {
  const text = JSON.stringify([version, documentNumber, changedAt]);
  return await sealForAddress(secrets, purposeOf(providerId), text);
}

/** The place that a cursor of this provider names; undefined for any other text. */
export async function readCursor(
  secrets: string[],
  providerId: number,
  cursor: string,
): Promise<ChangePlace | undefined> {
  const text = await unsealFromAddress(secrets, purposeOf(providerId), cursor);
  return text === undefined ? undefined : toPlace(JSON.parse(text));
}

/** Sealed by us, so it is what `writeCursor` wrote. */
function toPlace([version, documentNumber, changedAt]: [number, string, number]): ChangePlace {
  return { version, documentNumber, changedAt };
}

function purposeOf(providerId: number): string {
  return `cursor of provider ${providerId}`;
}
