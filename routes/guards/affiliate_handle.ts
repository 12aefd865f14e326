import { sealForAddress, unsealFromAddress } from "../../lib/sealed.ts";
import { type Ctx, sessionOf } from "../context.ts";

/**
 * What names an affiliate in the addresses and forms of one session: her number, sealed, so that it
 * says nothing, and means nothing in any other session.
 */
export async function handleOf(c: Ctx, affiliateId: number): Promise<string> {
  const { sessionSecrets } = c.get("services").settings;
  return await sealForAddress(sessionSecrets, purposeOf(c), String(affiliateId));
}

/** The affiliate that a handle of this session names; undefined for anything else. */
export async function affiliateOfHandle(c: Ctx, handle: string): Promise<number | undefined> {
  const { sessionSecrets } = c.get("services").settings;
  const text = await unsealFromAddress(sessionSecrets, purposeOf(c), handle);
  return text === undefined ? undefined : Number(text);
}

function purposeOf(c: Ctx): string {
  return `affiliate in session ${sessionOf(c).id}`;
}
