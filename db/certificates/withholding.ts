import { and, between, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type {
  IssuedCertificate,
  LaterVoucher,
  MonthWithheld,
} from "../../domain/certificates/overview.ts";
import { daysOf, periodKey, type TaxPeriod } from "../../domain/certificates/period.ts";
import type { WithholdingTerms } from "../../domain/certificates/terms.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { certificates, loads, providers, voucherRevisions as vouchers } from "../schema.ts";
import { TERMS_OF_YEAR } from "./terms.ts";
import { BY_TAX, type Days, isPaidIn, NOTHING_WITHHELD, SUMS } from "./withheld.ts";

export type WithholdingYear = {
  months: MonthWithheld[];
  issued: IssuedCertificate[];
  later: LaterVoucher[];
  /** Undefined where the EPS has not said yet what its certificates of that year say. */
  terms: WithholdingTerms | undefined;
  /** The first and last year with payments. */
  years: { first: number; last: number } | undefined;
};

/** What was withheld from a provider in a year, and what was certified of it. One round trip. */
export async function findWithholdingYear(
  db: Db,
  provider: number,
  year: number,
): Promise<WithholdingYear> {
  const of = { provider, from: `${year}-01-01`, to: `${year}-12-31` };
  const [months, issued, later, [terms], [span]] = await askTogether(
    db,
    MONTHS(of),
    ISSUED({ provider, first: String(year), last: `${year}-6` }),
    LATER({ ...of, first: String(year), last: `${year}-6` }),
    TERMS_OF_YEAR({ year }),
    SPAN({ provider }),
  );
  const years = span?.first && span.last
    ? { first: Number(span.first.slice(0, 4)), last: Number(span.last.slice(0, 4)) }
    : undefined;
  return { months, issued, later, terms, years };
}

/** All that a certificate of a period says, and the one that is out. One round trip. */
export async function findCertifiableWithholding(db: Db, provider: number, period: TaxPeriod) {
  const subject = periodKey(period);
  const [[sums = NOTHING_WITHHELD], [terms], issued, [place]] = await askTogether(
    db,
    SUMS[period.tax]({ provider, ...daysOf(period) }),
    TERMS_OF_YEAR({ year: period.year }),
    ISSUED({ provider, first: subject, last: subject }),
    PLACE({ provider }),
  );
  const before = issued.find(({ kind }) => kind === period.tax);
  return { sums, terms, before, municipality: place?.municipality ?? null };
}

const MONTH = sql<string>`substr(${vouchers.paidOn}, 1, 7)`;

const MONTHS = question(
  { month: MONTH, ...BY_TAX },
  (select, of: Values<Days>) => select.from(vouchers).where(isPaidIn(of)).groupBy(MONTH),
);

type Subjects = { provider: number; first: string; last: string };

function isOut({ provider, first, last }: Values<Subjects>): SQL | undefined {
  return and(
    eq(certificates.providerId, provider),
    between(certificates.subject, first, last),
    isNull(certificates.replacedAt),
  );
}

const ISSUED = question(
  {
    id: certificates.id,
    code: certificates.code,
    kind: certificates.kind,
    subject: certificates.subject,
    says: certificates.says,
    issuedAt: certificates.issuedAt,
  },
  (select, of: Values<Subjects>) => select.from(certificates).where(isOut(of)),
);

const MAX_LATER = 50;

/** What was published after the first certificate of the year that is out. */
const LATER = question(
  {
    documentNumber: vouchers.documentNumber,
    paidOn: vouchers.paidOn,
    publishedAt: sql<number>`${loads.publishedAt}`,
  },
  (select, of: Values<Days & Subjects>) =>
    select.from(vouchers).innerJoin(loads, eq(loads.id, vouchers.loadId)).where(and(
      isPaidIn(of),
      gt(
        loads.publishedAt,
        sql`(SELECT min(${certificates.issuedAt}) FROM ${certificates} WHERE ${isOut(of)})`,
      ),
    )).orderBy(vouchers.paidOn, vouchers.documentNumber).limit(MAX_LATER),
);

const PLACE = question(
  { municipality: providers.municipality },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(providers).where(eq(providers.id, provider)),
);

const SPAN = question(
  {
    first: sql<CivilDate | null>`min(${vouchers.paidOn})`,
    last: sql<CivilDate | null>`max(${vouchers.paidOn})`,
  },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(vouchers).where(and(eq(vouchers.providerId, provider), sql`is_current = 1`)),
);
