import { NO_ACCOUNT } from "../schema/generated.ts";

/*
 * What counts: vouchers that are current and those of the load `:id`, those that stand alone. A
 * voucher that the load brings again (the same provider and N° Documento) is the same one, not
 * another, and what a correction leaves unchanged is not new.
 */

/** How many publications and undos there were; it only grows. */
export const PUBLICATIONS =
  "SELECT count(*) AS publications FROM loads WHERE published_at IS NOT NULL";

/** Whether the load brings the voucher `w` again. */
const IS_BROUGHT_AGAIN = `EXISTS (SELECT 1 FROM voucher_revisions AS again
  WHERE again.load_id = :id AND again.provider_id = w.provider_id
    AND again.document_number = w.document_number AND again.id <> w.id)`;

/** The voucher `v` of the load, and its current revision. */
const OF_LOAD = `voucher_revisions AS v LEFT JOIN voucher_revisions AS old
  ON old.provider_id = v.provider_id AND old.document_number = v.document_number
    AND old.is_current = 1 AND old.id <> v.id`;
const IS_OF_LOAD = "v.load_id = :id AND v.state = 'standing'";
const HAD_NONE = "(old.id IS NULL OR old.state <> 'standing')";

const KEEP = `INSERT OR REPLACE INTO load_odd_payments
  (load_id, kind, revision_id, invoice_key, other_id, amount)`;

/** The same account, date and amount under another number, published or in the load itself. */
export const REPEATED = `${KEEP}
  WITH mine AS MATERIALIZED (
    SELECT v.id, v.account_key, v.paid_on, v.paid_amount,
      lag(v.id) OVER (PARTITION BY v.account_key, v.paid_on, v.paid_amount ORDER BY v.id) AS before,
      ${HAD_NONE} OR old.account_key <> v.account_key OR old.paid_on <> v.paid_on
        OR old.paid_amount <> v.paid_amount AS is_new
    FROM ${OF_LOAD} WHERE ${IS_OF_LOAD} AND v.paid_amount > 0),
  paired AS (
    SELECT id, paid_amount, coalesce((
      SELECT w.id FROM voucher_revisions AS w INDEXED BY voucher_revisions_by_payment
      WHERE w.is_current = 1 AND w.account_key = mine.account_key AND w.paid_on = mine.paid_on
        AND w.paid_amount = mine.paid_amount AND w.state = 'standing' AND NOT ${IS_BROUGHT_AGAIN}
      LIMIT 1), before) AS other_id
    FROM mine WHERE is_new)
  SELECT :id, 'repetidos', id, '', other_id, paid_amount FROM paired WHERE other_id IS NOT NULL`;

export const UNUSUAL_DAYS = `${KEEP}
  SELECT :id, 'fechas', v.id, '', NULL, v.paid_amount FROM ${OF_LOAD}
  WHERE ${IS_OF_LOAD} AND v.paid_on NOT BETWEEN :from AND :to
    AND (old.id IS NULL OR old.paid_on <> v.paid_on)`;

/** Accounts of providers that were always paid to other accounts; beside the last such payment. */
export const UNKNOWN_ACCOUNTS = `${KEEP}
  WITH mine AS MATERIALIZED (
    SELECT v.id, v.provider_id, v.account_key, v.paid_amount FROM ${OF_LOAD}
    WHERE ${IS_OF_LOAD} AND v.account_key NOT GLOB '${NO_ACCOUNT}*'
      AND (${HAD_NONE} OR old.account_key <> v.account_key)),
  unknown AS MATERIALIZED (
    SELECT provider_id, account_key FROM (SELECT DISTINCT provider_id, account_key FROM mine) AS one
    WHERE NOT EXISTS (
      SELECT 1 FROM voucher_revisions AS w INDEXED BY voucher_revisions_by_payment
      WHERE w.is_current = 1 AND w.account_key = one.account_key
        AND w.provider_id = one.provider_id AND w.state = 'standing')),
  known AS MATERIALIZED (
    SELECT provider_id, (
      SELECT w.id FROM voucher_revisions AS w INDEXED BY voucher_revisions_list
      WHERE w.provider_id = one.provider_id AND w.is_current = 1 AND w.state = 'standing'
        AND w.account_key NOT GLOB '${NO_ACCOUNT}*'
      ORDER BY w.paid_on DESC, w.document_number DESC LIMIT 1) AS other_id
    FROM (SELECT DISTINCT provider_id FROM unknown) AS one)
  SELECT :id, 'cuentas', mine.id, '', other_id, paid_amount
  FROM mine JOIN unknown USING (provider_id, account_key) JOIN known USING (provider_id)
  WHERE other_id IS NOT NULL`;

/** The most that an invoice may be paid: its value, or its net value where IVA makes that more. */
const WORTH = "max(s.invoice_amount, coalesce(s.net_amount, 0), 0)";

/** Numbers whose prefix may end in a digit: zeros between the two are part of their key. */
const IS_SPLIT = "s.invoice_number GLOB '*[0-9][^0-9A-Za-z]*[0-9]'";

/**
 * Invoices that some vouchers of the load pay (`value` is their id): whether they may be paid too
 * much, and their number where they may be stored under other keys, too.
 */
export const candidatesAmong = (vouchers: string) => `
  SELECT * FROM (
    SELECT s.provider_id, s.invoice_key, iif(${IS_SPLIT}, s.invoice_number, NULL) AS split_number,
      s.paid_amount > ${WORTH} OR EXISTS (
        SELECT 1 FROM settlements AS o INDEXED BY settlements_by_invoice
        CROSS JOIN voucher_revisions AS w ON w.id = o.revision_id
        WHERE o.provider_id = s.provider_id AND o.invoice_key = s.invoice_key
          AND (o.revision_id, o.line_number) <> (s.revision_id, s.line_number)
          AND w.state = 'standing'
          AND (w.load_id = :id OR w.is_current = 1 AND NOT ${IS_BROUGHT_AGAIN})) AS is_candidate
    FROM ${vouchers} AS mine CROSS JOIN settlements AS s ON s.revision_id = mine.value
    WHERE s.paid_amount > 0)
  WHERE is_candidate OR split_number IS NOT NULL`;

/**
 * The keys of invoices that are stored under several, behind some prefixes (`prefixInKeys`): they
 * differ by zeros. `:` is the sign behind the digits.
 */
export const SPELLINGS = `
  WITH stored AS MATERIALIZED (
    SELECT DISTINCT s.provider_id, s.invoice_key, one.value ->> 1
      || ltrim(substr(s.invoice_key, length(one.value ->> 1) + 1), '0') AS shared
    FROM json_each(:prefixes) AS one CROSS JOIN settlements AS s INDEXED BY settlements_by_invoice
      ON s.provider_id = one.value ->> 0 AND s.invoice_key >= one.value ->> 1
        AND s.invoice_key < (one.value ->> 1) || ':')
  SELECT * FROM stored WHERE (provider_id, shared) IN (
    SELECT provider_id, shared FROM stored GROUP BY provider_id, shared HAVING count(*) > 1)`;

/** Of some invoices: those whose payments are more than their value, because of the load. */
export const ODD_INVOICES = `${KEEP}
  WITH line AS MATERIALIZED (
    SELECT s.provider_id, one.value ->> 2 AS shared, s.invoice_key, s.revision_id, s.paid_amount,
      ${WORTH} AS worth,
      CASE WHEN w.load_id = :id THEN 'mine' WHEN ${IS_BROUGHT_AGAIN} THEN 'old' ELSE 'other' END
        AS side
    FROM json_each(:invoices) AS one CROSS JOIN settlements AS s INDEXED BY settlements_by_invoice
      ON s.provider_id = one.value ->> 0 AND s.invoice_key = one.value ->> 1
    CROSS JOIN voucher_revisions AS w ON w.id = s.revision_id
    WHERE w.state = 'standing' AND (w.is_current = 1 OR w.load_id = :id)),
  invoice AS (
    SELECT max(invoice_key) FILTER (WHERE side = 'mine') AS invoice_key,
      total(paid_amount) FILTER (WHERE side <> 'old') AS paid,
      max(worth) FILTER (WHERE side <> 'old') AS worth,
      total(paid_amount) FILTER (WHERE side = 'mine')
        - total(paid_amount) FILTER (WHERE side = 'old') AS added,
      max(revision_id) FILTER (WHERE side = 'mine' AND paid_amount > 0) AS revision_id,
      coalesce(max(revision_id) FILTER (WHERE side = 'other' AND paid_amount > 0),
        min(revision_id) FILTER (WHERE side = 'mine' AND paid_amount > 0)) AS other_id
    FROM line GROUP BY provider_id, shared)
  SELECT :id, iif(other_id = revision_id, 'deMas', 'dosVeces'), revision_id, invoice_key,
    nullif(other_id, revision_id), CAST(min(paid - worth, added) AS INTEGER)
  FROM invoice WHERE paid > worth AND added > 0 AND revision_id IS NOT NULL`;
