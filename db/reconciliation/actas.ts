import { and, asc, desc, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Acta, ActaLine, ListedActa, Signature } from "../../domain/reconciliation/acta.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { actaLines, actas, providers } from "../schema.ts";

export type FoundActa = { acta: Acta; lines: ActaLine[]; unanswered: number };

const PROVIDER = { id: providers.id, nit: providers.nit, legalName: providers.legalName };
const LISTED = {
  folio: actas.folio,
  provider: PROVIDER,
  cutoffOn: actas.cutoffOn,
  state: actas.state,
  lineCount: actas.lineCount,
  difference: actas.difference,
  createdAt: actas.createdAt,
  dueOn: actas.dueOn,
  continues: actas.continues,
};

/** The actas of a provider, the newest first; one page and how many there are, one round trip. */
export async function findActas(
  db: Db,
  provider: Provider,
  page: number,
): Promise<{ actas: ListedActa[]; count: number }> {
  return await findPage(db, eq(actas.providerId, provider.id), [desc(actas.createdAt)], page);
}

/** What waits for the staff, the first due on top. */
export async function findActaQueue(
  db: Db,
  page: number,
): Promise<{ actas: ListedActa[]; count: number }> {
  return await findPage(db, sql`state = 'sent'`, [asc(actas.dueOn)], page);
}

async function findPage(db: Db, where: SQL, order: SQL[], page: number) {
  const [rows, [total]] = await db.batch([
    db.select(LISTED).from(actas).innerJoin(providers, eq(providers.id, actas.providerId))
      .where(where).orderBy(...order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE),
    db.select({ count: sql<number>`count(*)` }).from(actas).where(where),
  ]);
  return { actas: rows, count: total?.count ?? 0 };
}

const WHOLE = {
  ...LISTED,
  totals: actas.totals,
  sentBy: actas.sentBy,
  sentAt: actas.sentAt,
  answeredBy: actas.answeredBy,
  answeredAt: actas.answeredAt,
  closedBy: actas.closedBy,
  closedAt: actas.closedAt,
  sha256: actas.sha256,
};

/**
 * An acta and its lines with numbers after `after`, `limit` of them at most; the staff sees none that
 * was not sent. Undefined where there is none such, or it is of another provider. One round trip.
 */
export async function findActa(
  db: Db,
  folio: string,
  whose: { providerId: number } | "staff",
  { after, limit }: { after: number; limit: number },
): Promise<FoundActa | undefined> {
  const isTheirs = whose === "staff"
    ? isNotNull(actas.sentAt)
    : eq(actas.providerId, whose.providerId);
  const [[row], lines, [rest]] = await db.batch([
    db.select(WHOLE).from(actas).innerJoin(providers, eq(providers.id, actas.providerId))
      .where(and(eq(actas.folio, folio), isTheirs)),
    db.select().from(actaLines).where(and(eq(actaLines.folio, folio), gt(actaLines.number, after)))
      .orderBy(asc(actaLines.number)).limit(limit),
    db.select({ count: sql<number>`count(*)` }).from(actaLines)
      .where(and(eq(actaLines.folio, folio), sql`position IS NULL`)),
  ]);
  if (!row) return undefined;
  return { acta: toActa(row), lines: lines.map(toLine), unanswered: rest?.count ?? 0 };
}

/**
 * The lines that the last closed acta of a provider left open, and which acta that was; undefined
 * where none is closed. One round trip.
 */
export async function findOpenLines(
  db: Db,
  providerId: number,
): Promise<{ folio: string; lines: ActaLine[] } | undefined> {
  const last = db.select({ folio: actas.folio }).from(actas)
    .where(and(eq(actas.providerId, providerId), eq(actas.state, "closed")))
    .orderBy(desc(actas.createdAt)).limit(1);
  const [[row], lines] = await db.batch([
    last,
    db.select().from(actaLines).where(and(
      sql`folio = (${last})`,
      sql`(is_disputed = 1 OR position IN ('pays', 'reviews'))`,
    )).orderBy(asc(actaLines.number)),
  ]);
  return row && { folio: row.folio, lines: lines.map(toLine) };
}

type Row =
  & ListedActa
  & {
    totals: string;
    sha256: string | null;
  }
  & Record<`${"sent" | "answered" | "closed"}By`, string | null>
  & Record<`${"sent" | "answered" | "closed"}At`, number | null>;

function toActa(row: Row): Acta {
  const { sentBy, sentAt, answeredBy, answeredAt, closedBy, closedAt, totals, ...acta } = row;
  return {
    ...acta,
    totals: JSON.parse(totals),
    sent: signature(sentBy, sentAt),
    answered: signature(answeredBy, answeredAt),
    closed: signature(closedBy, closedAt),
  };
}

function signature(name: string | null, at: number | null): Signature | null {
  return name === null || at === null ? null : { name, at };
}

function toLine({ folio: _, ...line }: typeof actaLines.$inferSelect): ActaLine {
  return line;
}
