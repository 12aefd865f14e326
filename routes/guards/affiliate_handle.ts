import { seal, unseal } from "../../lib/sealed.ts";
import { type Ctx, sessionOf } from "../context.ts";

/**
 * What names an affiliate in the addresses and forms of one session: her number, sealed, so that it
 * says nothing, and means nothing in any other session.
 */
export async function handleOf(c: Ctx, affiliateId: number): Promise<string> {
  const { sessionSecrets } = c.get("services").settings;
  const sealed = await seal(sessionSecrets, purposeOf(c), String(affiliateId));
  return sealed.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The affiliate that a handle of this session names; undefined for anything else. */
export async function affiliateOfHandle(c: Ctx, handle: string): Promise<number | undefined> {
  if (!/^[\w-]{38,80}$/.test(handle) || handle.length % 4 === 1) return undefined;
  const { sessionSecrets } = c.get("services").settings;
  const sealed = handle.replaceAll("-", "+").replaceAll("_", "/");
  const text = await unseal(sessionSecrets, purposeOf(c), sealed);
  return text === undefined ? undefined : Number(text);
}

function purposeOf(c: Ctx): string {
  return `affiliate in session ${sessionOf(c).id}`;
}
