import type { Row } from "@libsql/client";
import type { Db } from "../client.ts";
import { HAS_ACCOUNT } from "./directory.ts";
import { numberOrNull, textOrNull } from "../row_values.ts";
import { notesStatement, toNotes } from "../staff/notes.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";

/** A provider by its NIT; undefined where it is not on file. One round trip. */
export async function findProviderRecord(
  db: Db,
  nit: string,
  nowMs: number,
): Promise<ProviderRecord | undefined> {
  const [found, notes] = await db.$client.batch([
    { sql: RECORD, args: { nit, now: Math.trunc(nowMs) } },
    notesStatement({ nit }),
  ], "read");
  const row = found?.rows[0];
  return row && { ...toRecord(row), notes: toNotes(notes?.rows) };
}

const RECORD = `
  SELECT p.*, ${HAS_ACCOUNT} AS has_account,
    (SELECT max(expires_at) FROM activation_tokens AS a WHERE a.provider_id = p.id
      AND used_at IS NULL AND voided_at IS NULL AND expires_at >= :now) AS activation_expires_at,
    (SELECT count(*) FROM api_tokens AS t WHERE t.provider_id = p.id AND revoked_at IS NULL)
      AS open_tokens
  FROM providers AS p WHERE p.nit = :nit`;

function toRecord(row: Row): Omit<ProviderRecord, "notes"> {
  return {
    id: Number(row.id),
    nit: String(row.nit),
    legalName: String(row.legal_name),
    representativeId: textOrNull(row.representative_id),
    representativeName: textOrNull(row.representative_name),
    email: textOrNull(row.email),
    phone: textOrNull(row.phone),
    daneCode: textOrNull(row.dane_code),
    municipality: textOrNull(row.municipality),
    department: textOrNull(row.department),
    isListed: row.is_listed === 1,
    hasAccount: row.has_account === 1,
    accessClosedAt: numberOrNull(row.access_closed_at),
    activationExpiresAt: numberOrNull(row.activation_expires_at),
    openTokens: Number(row.open_tokens),
  };
}
