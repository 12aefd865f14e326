import type { InArgs, InStatement, ResultSet } from "@libsql/client";
import type { ProviderContacts, StoredContact } from "../../domain/notices/contact.ts";

/** Contacts and refusals of a provider, without the address on file. */
export type StoredAudience = Pick<ProviderContacts, "contacts" | "refusals">;

/**
 * The two statements that read the contacts and the refusals of some providers; `providers` is the
 * SQL that names their ids. `readAudiences` reads the answers.
 */
export function audienceStatements(providers: string, args: InArgs): InStatement[] {
  return [
    {
      sql:
        `SELECT provider_id, address, wants_postings, wants_weekly, created_at FROM provider_contacts
        WHERE provider_id IN (${providers}) ORDER BY provider_id, position`,
      args,
    },
    {
      sql: `SELECT provider_id, address FROM notice_refusals WHERE provider_id IN (${providers})`,
      args,
    },
  ];
}

/** The audience of each provider that has contacts or refusals. */
export function readAudiences(
  contacts: ResultSet | undefined,
  refusals: ResultSet | undefined,
): Map<number, StoredAudience> {
  const audiences = new Map<number, StoredAudience>();
  for (const row of contacts?.rows ?? []) {
    audienceOf(audiences, Number(row.provider_id)).contacts.push(toContact(row));
  }
  for (const row of refusals?.rows ?? []) {
    audienceOf(audiences, Number(row.provider_id)).refusals.push(String(row.address));
  }
  return audiences;
}

function audienceOf(audiences: Map<number, StoredAudience>, providerId: number): StoredAudience {
  const audience = audiences.get(providerId) ?? { contacts: [], refusals: [] };
  audiences.set(providerId, audience);
  return audience;
}

function toContact(row: ResultSet["rows"][number]): StoredContact {
  return {
    address: String(row.address),
    wantsPostings: row.wants_postings === 1,
    wantsWeekly: row.wants_weekly === 1,
    createdAt: Number(row.created_at),
  };
}
