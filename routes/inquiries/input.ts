import { takeAttempt } from "../../db/accounts/attempts.ts";
import { INQUIRY_BY_PROVIDER } from "../../domain/accounts/attempt_limit.ts";
import { type Ctx, providerOf } from "../context.ts";

/** How long a provider must wait before it writes again; 0 where it need not. */
export async function takeInquiryAttempt(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  const tries = [{ limit: INQUIRY_BY_PROVIDER, of: String(providerOf(c).id) }];
  return await takeAttempt(db, tries, now());
}
