import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "../../domain/dates.ts";
import { PROVIDER_SCOPES, type ProviderScope } from "../../domain/programs/scope.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import type { Db } from "../client.ts";
import { touchToken } from "../programs/holder.ts";
import { createApiToken, createToken, revokeToken } from "../programs/tokens.ts";
import { CLINIC } from "./providers.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A token in each of its states; nobody knows their text. */
const TOKENS: {
  name: string;
  scopes: ProviderScope[];
  madeDaysAgo: number;
  days: number;
  usedDaysAgo?: number;
  isRevoked?: boolean;
}[] = [
  {
    name: "ERP de contabilidad",
    scopes: ["read", "download"],
    madeDaysAgo: 60,
    days: 365,
    usedDaysAgo: 0.2,
  },
  { name: "Cruce de cartera nocturno", scopes: ["reconcile"], madeDaysAgo: 85, days: 90 },
  { name: "Prueba de sistemas", scopes: ["read"], madeDaysAgo: 40, days: 90, isRevoked: true },
  { name: "Tablero de gerencia", scopes: ["read"], madeDaysAgo: 50, days: 30, usedDaysAgo: 21 },
];

/** The tokens of the clinic: in use, ending soon, revoked, ended, and one that the EPS made. */
export async function seedDemoPrograms(db: Db, nowMs: number, today: CivilDate): Promise<void> {
  const { rows: [clinic] } = await db.run(sql`
    SELECT m.provider_id, m.user_id FROM memberships AS m
    JOIN providers AS p ON p.id = m.provider_id
    WHERE p.nit = ${CLINIC} AND m.role = 'representante'`);
  const owner = { providerId: Number(clinic?.provider_id) };
  for (const { name, scopes, madeDaysAgo, days, usedDaysAgo, isRevoked } of TOKENS) {
    const [tokenSha256, handle] = [sha256(newSecretToken("zs_")), newSecretToken()];
    await createToken(db, {
      tokenSha256,
      handle,
      owner,
      madeBy: Number(clinic?.user_id),
      name,
      scopes,
      createdAt: nowMs - madeDaysAgo * DAY_MS,
      expiresOn: addDays(today, days - madeDaysAgo),
    });
    if (usedDaysAgo !== undefined) {
      const use = { nowMs: Math.trunc(nowMs - usedDaysAgo * DAY_MS), place: "203.0.113.24" };
      await touchToken(db, tokenSha256, use);
    }
    if (isRevoked) await revokeToken(db, owner, { handle, nowMs });
  }
  await createApiToken(db, {
    nit: CLINIC,
    name: "Integración hecha con la EPS",
    tokenSha256: sha256(newSecretToken("zs_")),
    scopes: PROVIDER_SCOPES,
    createdAt: nowMs - 200 * DAY_MS,
    expiresOn: null,
  });
}
