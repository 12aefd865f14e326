import type { ListedUser } from "../../domain/users/listed_user.ts";
import type { Row } from "@libsql/client";
import { readStaffRole } from "../../domain/accounts/role.ts";
import type { UserCounts, UserFilter, UserGroup } from "../../domain/users/filter.ts";
import { MAX_COUNTED, PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { numberOrNull, textOrNull } from "../row_values.ts";
import { USER_KINDS, type UserKind } from "../../domain/accounts/account.ts";

/**
 * One page of the people in whose texts every word is found: name, address, or the provider that
 * they work for and its address on file. Both search indices are read whole; affiliates have no text
 * and are in none of them, because there are millions of them. One round trip.
 */
export async function findUsers(
  db: Db,
  { words, group }: UserFilter,
  { page }: { page: number },
): Promise<{ users: ListedUser[]; counts: UserCounts }> {
  const args = { words: JSON.stringify(words) };
  const place = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const [listed, counted] = await db.$client.batch([
    { sql: `${LISTED} ${FROM[group]} LIMIT :limit OFFSET :offset`, args: { ...args, ...place } },
    { sql: COUNTS, args },
  ], "read");
  return { users: (listed?.rows ?? []).map(toUser), counts: toCounts(counted?.rows[0]) };
}

const hasWordsIn = (text: string) =>
  `NOT EXISTS (SELECT 1 FROM json_each(:words) AS word WHERE instr(${text}, word.value) = 0)`;

const OF_PROVIDERS = `
  SELECT m.user_id FROM providers AS p INDEXED BY providers_by_search
  CROSS JOIN memberships AS m ON m.provider_id = p.id
  WHERE m.revoked_at IS NULL AND json_array_length(:words) > 0
    AND ${hasWordsIn("p.search_text || ' ' || lower(coalesce(p.email, ''))")}`;

const IS_FOUND = `(${hasWordsIn("u.search_text")} OR u.id IN (${OF_PROVIDERS}))`;
const OTHERS = `FROM users AS u INDEXED BY users_by_search
  WHERE u.kind <> 'affiliate' AND ${IS_FOUND}`;
const AFFILIATES = `FROM users AS u INDEXED BY users_by_affiliate
  WHERE u.affiliate_id IS NOT NULL AND json_array_length(:words) = 0`;
const DISABLED = `FROM users AS u INDEXED BY users_disabled
  WHERE u.disabled_at IS NOT NULL AND ${IS_FOUND}`;
const BY_TEXT = "ORDER BY u.search_text, u.id";

/** Each in the order of its index. */
const FROM: Record<UserGroup, string> = {
  todos: `${OTHERS} ${BY_TEXT}`,
  representantes: `${OTHERS} AND u.kind = 'representative' ${BY_TEXT}`,
  equipos: `${OTHERS} AND u.kind = 'member' ${BY_TEXT}`,
  funcionarios: `${OTHERS} AND u.kind = 'staff' ${BY_TEXT}`,
  afiliados: `${AFFILIATES} ORDER BY u.affiliate_id`,
  deshabilitados: `${DISABLED} ${BY_TEXT}`,
};

const PROVIDERS_OF = `FROM memberships AS m JOIN providers AS p ON p.id = m.provider_id
  WHERE m.user_id = u.id AND m.revoked_at IS NULL`;

const LISTED = `
  SELECT u.id, u.kind, u.name, u.email, u.staff_role, u.disabled_at, u.activated_at,
    (SELECT p.legal_name ${PROVIDERS_OF} LIMIT 1) AS legal_name,
    (SELECT p.nit ${PROVIDERS_OF} LIMIT 1) AS nit,
    (SELECT p.representative_name ${PROVIDERS_OF} LIMIT 1) AS representative_name,
    (SELECT count(*) ${PROVIDERS_OF}) AS provider_count,
    (SELECT max(last_used_at) FROM sessions AS s WHERE s.user_id = u.id) AS last_used_at`;

const countOf = (kind: UserKind) => `coalesce(sum(u.kind = '${kind}'), 0)`;

const COUNTS = `
  SELECT count(*) AS todos, ${countOf("representative")} AS representantes,
    ${countOf("member")} AS equipos, ${countOf("staff")} AS funcionarios,
    (SELECT count(*) FROM (SELECT 1 ${AFFILIATES} LIMIT ${MAX_COUNTED + 1}) AS some) AS afiliados,
    (SELECT count(*) ${DISABLED}) AS deshabilitados
  ${OTHERS}`;

function toUser(row: Row): ListedUser {
  const kind = kindOf(row.kind);
  const onFile = kind === "representative" ? textOrNull(row.representative_name) : null;
  return {
    id: Number(row.id),
    kind,
    name: onFile ?? String(row.name),
    email: textOrNull(row.email),
    staffRole: readStaffRole(String(row.staff_role)) ?? null,
    legalName: textOrNull(row.legal_name),
    nit: textOrNull(row.nit),
    providerCount: Number(row.provider_count),
    isDisabled: row.disabled_at !== null,
    isWaiting: row.activated_at === null,
    lastUsedAt: numberOrNull(row.last_used_at),
  };
}

function kindOf(value: unknown): UserKind {
  return USER_KINDS.find((kind) => kind === value) ?? "representative";
}

function toCounts(row: Row | undefined): UserCounts {
  const count = (group: UserGroup) => Number(row?.[group] ?? 0);
  return {
    todos: count("todos"),
    representantes: count("representantes"),
    equipos: count("equipos"),
    funcionarios: count("funcionarios"),
    afiliados: count("afiliados"),
    deshabilitados: count("deshabilitados"),
  };
}
