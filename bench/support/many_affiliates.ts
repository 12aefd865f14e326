import { DatabaseSync } from "node:sqlite";

const A_BATCH = 100_000;

/** The document and the birth date of the affiliate with this number, from 0. */
export function affiliateOf(number: number): { documento: string; nacimiento: string } {
  return { documento: String(FIRST + number), nacimiento: "05/03/1962" };
}

const FIRST = 1_000_000_000;

/**
 * Adds affiliates up to so many to a database of the portal, from the `first` on, with two and a half
 * pending medicines each, and an account for the very first, with the password of the representative
 * who is there. By SQL: by
 * files it would take half an hour, and what is measured is what asking costs after that.
 */
export function addAffiliates(path: string, count: number, first = 0): void {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA foreign_keys = OFF");
  const [people, medicines] = [db.prepare(PEOPLE), db.prepare(MEDICINES)];
  for (let from = first; from < count; from += A_BATCH) {
    const until = Math.min(from + A_BATCH, count) - 1;
    // Whole numbers: any other number would be written with a decimal point.
    const some = { from: BigInt(FIRST + from), until: BigInt(FIRST + until) };
    db.exec("BEGIN");
    people.run(some);
    medicines.run(some);
    db.exec("COMMIT");
  }
  if (first === 0) db.exec(ACCOUNT);
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

const NUMBERS = `WITH RECURSIVE numbers (n) AS (
  SELECT :from UNION ALL SELECT n + 1 FROM numbers WHERE n < :until)`;

const PEOPLE = `
  INSERT INTO affiliates (document_type, document_number, first_surname, first_name, born_on, regime,
    kind, state, affiliated_on, dane_code, municipality)
  ${NUMBERS}
  SELECT 'CC', n, 'Prueba', 'Ana', '1962-03-05', 'subsidiado', 'cabeza', 'AC', '2019-02-01', '13001',
    'Cartagena' FROM numbers`;

/** Two or three a person, of which the last is delivered. */
const MEDICINES = `
  INSERT INTO pending_medicines (code, handle, document_type, document_number, formula_number,
    formula_on, pending_since, medicine, ordered_quantity, delivered_quantity, is_annulled)
  ${NUMBERS}
  SELECT 'CC ' || n || ' · F-' || i.value || ' · X', lower(hex(randomblob(16))), 'CC', n,
    'F-' || i.value, '2026-01-02', 1767366000000 + n % 1000, 'Losartán', 30,
    iif(i.value = 3, 30, 10), 0
  FROM numbers CROSS JOIN json_each('[1,2,3]') AS i WHERE i.value < 3 OR n % 2 = 0`;

const ACCOUNT = `
  INSERT INTO users (kind, affiliate_id, password_hash, activated_at, accepted_policy)
  SELECT 'affiliate', (SELECT id FROM affiliates WHERE document_number = '${FIRST}'),
    password_hash, activated_at, accepted_policy FROM users WHERE kind = 'representative' LIMIT 1`;
