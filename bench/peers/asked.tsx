import { desc, isNotNull } from "drizzle-orm";
import { SettlementsSection } from "../../components/payments/settlements_section.tsx";
import { VouchersPage } from "../../components/payments/vouchers_page.tsx";
import { findSession } from "../../db/accounts/sessions.ts";
import { type Db, openDatabase } from "../../db/client.ts";
import { findDetail, findVouchers } from "../../db/payments/vouchers.ts";
import { sessions } from "../../db/schema.ts";
import { pageCount } from "../../domain/paging.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { filterFields } from "../../domain/payments/filter_fields.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import type { Provider } from "../../domain/providers/provider.ts";

/*
 * The least that shows what the portal shows: it asks the session's question and those of a part of a
 * page, and has the portal's components draw it. No framework, guards, cache, nonces or log. What the
 * portal needs beyond it could be saved; below it, only questions or drawing can be made cheaper.
 * Command line: the portal's database file, the port.
 */
const [path = "", port] = Deno.args;
const db = await openDatabase({ url: `file:${path}` });
const newest = await db.select({ id: sessions.id }).from(sessions)
  .where(isNotNull(sessions.providerId)).orderBy(desc(sessions.createdAt)).limit(1);
const sessionId = newest[0]?.id ?? "";
const NONCE = "drHmVJwiAnR4m03+UOQ0RA==";
const MAY_ALL = { canDownload: true, canReport: true, marking: { csrfToken: NONCE } };
/** What the portal sends with a part. */
const HEADERS = {
  "content-type": "text/html; charset=UTF-8",
  "cache-control": "no-store",
  "vary": "HX-Request, HX-Target, Accept-Encoding",
  "content-security-policy": `default-src 'none'; script-src 'nonce-${NONCE}' 'self'; ` +
    "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

Deno.serve(
  { port: Number(port), hostname: "127.0.0.1", automaticCompression: true },
  async (request) => {
    const provider = (await findSession(db, sessionId))?.membership?.provider;
    if (!provider) return new Response("no session", { status: 401 });
    return new Response(await draw(db, provider, new URL(request.url)), { headers: HEADERS });
  },
);

async function draw(db: Db, provider: Provider, { pathname, searchParams }: URL): Promise<string> {
  const page = Number(searchParams.get("pagina") ?? 1);
  const filter = { from: day(searchParams, "desde"), to: day(searchParams, "hasta") };
  const voucher = pathname.slice("/pagos/".length);
  if (voucher === "") return await drawList(db, provider, filter, page);
  const paging = { page, allColumns: false };
  const found = await findDetail(db, provider, voucher, paging, provider.id);
  if (!found) return "";
  const pages = pageCount(found.voucher.settlementCount);
  const detail = { ...found, ...paging, pages, isOpening: false, ...MAY_ALL };
  return String(<SettlementsSection detail={detail} list={{ filter, page: 1 }} nonce={NONCE} />);
}

async function drawList(
  db: Db,
  provider: Provider,
  filter: { from: string; to: string },
  page: number,
): Promise<string> {
  const found = await findVouchers(db, provider, filter, { page }, provider.id);
  const pages = pageCount(listedCount(found.totals));
  const fields = filterFields(filter, VOUCHER_COLUMNS);
  const list = { ...found, filter, page, pages, isNarrowing: false, canDownload: true };
  return String(
    <VouchersPage fields={fields} errors={[]} today={filter.to} nonce={NONCE} list={list} />,
  );
}

/** A day as a person types it, as the database has it. */
function day(query: URLSearchParams, name: string): string {
  return (query.get(name) ?? "").split("/").reverse().join("-");
}
