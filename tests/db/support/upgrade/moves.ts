/**
 * What a migration moved elsewhere: what is `gone` of the database before it, and where that is now,
 * as two questions with the same answers (`now` may answer more). A migration that drops or renames
 * something comes here; all others must leave every value where it was.
 */
export type Move = { migration: string; gone: string[]; before: string; now: string };

const FILE = "id, name, kind, size";
const TOKEN = "token_sha256, name, created_at, expires_on, revoked_at, last_used_at";

export const MOVES: Move[] = [
  {
    migration: "0005_people",
    gone: ["users.provider_id", "users.role"],
    before: "SELECT id, provider_id FROM before.users WHERE role = 'representative'",
    now: "SELECT user_id, provider_id FROM memberships WHERE role = 'representante'",
  },
  {
    migration: "0023_load_record_changes",
    gone: ["load_place_changes"],
    before: "SELECT * FROM before.load_place_changes",
    now: "SELECT * FROM load_record_changes",
  },
  {
    migration: "0026_files",
    gone: ["inquiry_files"],
    before: `SELECT ${FILE}, message_id FROM before.inquiry_files`,
    now: `SELECT ${FILE}, message_id FROM files LEFT JOIN inquiry_message_files ON file_id = id`,
  },
  {
    migration: "0026_files",
    gone: ["inquiry_file_parts"],
    before: "SELECT * FROM before.inquiry_file_parts",
    now: "SELECT * FROM file_parts",
  },
  {
    migration: "0042_voucher_states",
    gone: ["voucher_revisions.is_annulled"],
    before: "SELECT id, iif(is_annulled = 1, 'annulled', 'standing') FROM before.voucher_revisions",
    now: "SELECT id, state FROM voucher_revisions",
  },
  {
    migration: "0048_program_tokens",
    gone: ["staff_tokens"],
    before: `SELECT ${TOKEN}, user_id, handle, scopes FROM before.staff_tokens`,
    now: `SELECT ${TOKEN}, made_by, handle, scopes FROM api_tokens`,
  },
];
