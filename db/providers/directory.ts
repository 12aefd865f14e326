import type { InArgs, Row } from "@libsql/client";
import type { AccessState, ProviderCounts, ProviderFilter } from "../../domain/providers/filter.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { ListedProvider } from "../../domain/providers/listed_provider.ts";
import type { Db } from "../client.ts";
import { textOrNull } from "../row_values.ts";

/**
 * One page of the providers that contain every word of the filter, by name, and how many of them
 * are in each state. The index that orders them is read whole: a word may be anywhere in the text,
 * and there are thousands of providers, not millions. One round trip.
 */
export async function findProviders(
  db: Db,
  { words, access }: ProviderFilter,
  { page }: { page: number },
): Promise<{ providers: ListedProvider[]; counts: ProviderCounts }> {
  const args = { words: JSON.stringify(words) };
  const place = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const [listed, counted] = await db.$client.batch([
    {
      sql: `${LISTED} AND ${IN_STATE[access]} ${BY_NAME} LIMIT :limit OFFSET :offset`,
      args: { ...args, ...place },
    },
    { sql: COUNTS, args },
  ], "read");
  return { providers: (listed?.rows ?? []).map(toProvider), counts: toCounts(counted?.rows[0]) };
}

const ROWS_A_QUERY = 500;

/** All providers of a filter, some hundreds at a time. */
export async function* readProviders(
  db: Db,
  { words, access }: ProviderFilter,
): AsyncGenerator<ListedProvider[]> {
  let after: { text: string; id: number } = { text: "", id: 0 };
  for (;;) {
    const args: InArgs = { words: JSON.stringify(words), ...after, limit: ROWS_A_QUERY };
    const sql = `${LISTED} AND ${IN_STATE[access]} AND ${AFTER} ${BY_NAME} LIMIT :limit`;
    const { rows } = await db.$client.execute({ sql, args });
    if (rows.length > 0) yield rows.map(toProvider);
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_A_QUERY) return;
    after = { text: String(last.search_text), id: Number(last.id) };
  }
}

/** Whether the representative of the provider `p` has activated the account. */
export const HAS_ACCOUNT = `EXISTS (
  SELECT 1 FROM memberships AS m JOIN users AS u ON u.id = m.user_id
  WHERE m.provider_id = p.id AND m.role = 'representante' AND u.activated_at IS NOT NULL)`;

/** The words are compared literally: no character in them has a meaning of its own. */
export const HAS_WORDS = `NOT EXISTS (
  SELECT 1 FROM json_each(:words) AS word WHERE instr(p.search_text, word.value) = 0)`;

const IN_STATE: Record<AccessState, string> = {
  "todos": "true",
  "con-cuenta": HAS_ACCOUNT,
  "sin-cuenta": `NOT ${HAS_ACCOUNT}`,
  "sin-correo": "p.email IS NULL",
  "cerrado": "p.access_closed_at IS NOT NULL",
};

const FROM =
  `FROM providers AS p INDEXED BY providers_by_search WHERE p.is_listed = 1 AND ${HAS_WORDS}`;
const LISTED = `SELECT p.*, p.search_text, ${HAS_ACCOUNT} AS has_account ${FROM}`;
const AFTER = "(p.search_text, p.id) > (:text, :id)";
const BY_NAME = "ORDER BY p.search_text, p.id";
const COUNTS = `SELECT count(*) AS "todos", ${
  Object.entries(IN_STATE).filter(([state]) => state !== "todos")
    .map(([state, condition]) => `coalesce(sum(${condition}), 0) AS "${state}"`).join(", ")
} ${FROM}`;

function toProvider(row: Row): ListedProvider {
  return {
    nit: String(row.nit),
    legalName: String(row.legal_name),
    municipality: textOrNull(row.municipality),
    department: textOrNull(row.department),
    email: textOrNull(row.email),
    representativeId: textOrNull(row.representative_id),
    hasAccount: row.has_account === 1,
    isClosed: row.access_closed_at !== null,
  };
}

function toCounts(row: Row | undefined): ProviderCounts {
  const count = (state: AccessState) => Number(row?.[state] ?? 0);
  return {
    "todos": count("todos"),
    "con-cuenta": count("con-cuenta"),
    "sin-cuenta": count("sin-cuenta"),
    "sin-correo": count("sin-correo"),
    "cerrado": count("cerrado"),
  };
}
