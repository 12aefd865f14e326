import type { InStatement } from "@libsql/client";
import { changedHands, type Hands } from "../../domain/providers/new_hands.ts";
import { accessNotice, newHandsNotice } from "../../domain/notices/notice.ts";
import type { Eps } from "../../domain/eps.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { endAccess } from "./new_hands.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { type NewNote, noteIfChanged } from "../staff/notes.ts";

/** A provider, with what was stored when the change was judged. */
export type HandsBefore = Hands & { id: number; legalName: string };

export type StaffAct = { note: NewNote; eps: Eps; entry?: Entry };

/**
 * Replaces Correo or representative, ends the access of the old hands and mails the old address:
 * all of it or nothing. Answers false where something else is stored meanwhile. A new name of the
 * same person ends nothing.
 */
export async function changeHands(
  db: Db,
  before: HandsBefore,
  hands: Hands,
  { note, eps, entry = NO_ENTRY }: StaffAct,
): Promise<boolean> {
  const { isEmailNew, isPersonNew } = changedHands(before, hands);
  const mails = isEmailNew || isPersonNew ? handsMails(before, hands, { note, eps }) : [];
  const ofNote = "SELECT provider_id FROM staff_notes WHERE id = :note";
  const ended = endAccess({
    changed: `${ofNote} AND :isNew = 1`,
    newPerson: `${ofNote} AND :isPersonNew = 1`,
    args: {
      note: note.id,
      isNew: Number(isEmailNew || isPersonNew),
      isPersonNew: Number(isPersonNew),
    },
  }, note.at);
  const [changed] = await db.$client.batch([
    { sql: CHANGE, args: changeArgs(before, hands) },
    noteIfChanged(note),
    ...entry.statements,
    ...enqueueStatements(mails, note.at, { ifChanged: true }),
    ...ended,
  ], "write");
  return changed?.rowsAffected === 1;
}

type Reached = { id: number; email: string | null; legalName: string };

/**
 * Closes a provider's access, which findSession, findAccount and findTokenHolder check. Its
 * sessions end and its links are void, so that nothing from before works once it is opened again.
 * Answers false where it was closed already.
 */
export async function closeAccess(db: Db, provider: Reached, act: StaffAct): Promise<boolean> {
  const args = { id: provider.id, now: act.note.at };
  const further = END_OF_CLOSED.map((sql): InStatement => ({ sql, args }));
  return await switchAccess(db, provider, act, {
    change: { sql: CLOSE, args },
    further,
    isClosed: true,
  });
}

/** Opens a provider's access again; people sign in again. Answers false where it was open. */
export async function openAccess(db: Db, provider: Reached, act: StaffAct): Promise<boolean> {
  const change = { sql: OPEN, args: { id: provider.id } };
  return await switchAccess(db, provider, act, { change, further: [], isClosed: false });
}

/** One batch with the note and a mail to the provider; `further` is what only a closing does. */
async function switchAccess(
  db: Db,
  { id, email, legalName }: Reached,
  { note, eps, entry = NO_ENTRY }: StaffAct,
  { change, further, isClosed }: { change: InStatement; further: InStatement[]; isClosed: boolean },
): Promise<boolean> {
  const mails = mailTo(email, {
    dedupeKey: `access:${note.id}`,
    kind: "access",
    providerId: id,
    ...accessNotice({ legalName, isClosed }, eps),
  });
  const [changed] = await db.$client.batch([
    change,
    noteIfChanged(note),
    ...entry.statements,
    ...enqueueStatements(mails, note.at, { ifChanged: true }),
    ...further,
  ], "write");
  return changed?.rowsAffected === 1;
}

/** Voids a provider's activation link; answers whether there was an unused one. */
export async function voidActivation(
  db: Db,
  providerId: number,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { id: providerId, now: Math.trunc(nowMs) };
  const end = { sql: VOID_ACTIVATIONS, args };
  const [voided] = await db.$client.batch([end, ...entry.statements], "write");
  return (voided?.rowsAffected ?? 0) > 0;
}

const CHANGE = `
  UPDATE providers SET email = :email, representative_id = :representativeId,
    representative_name = :representativeName
  WHERE id = :id AND email IS :emailBefore AND representative_id IS :representativeIdBefore
    AND representative_name IS :representativeNameBefore`;

function changeArgs(before: HandsBefore, { email, representativeId, representativeName }: Hands) {
  return {
    id: before.id,
    email,
    representativeId,
    representativeName,
    emailBefore: before.email,
    representativeIdBefore: before.representativeId,
    representativeNameBefore: before.representativeName,
  };
}

const CLOSE = `UPDATE providers SET access_closed_at = :now
  WHERE id = :id AND access_closed_at IS NULL`;
const OPEN = `UPDATE providers SET access_closed_at = NULL
  WHERE id = :id AND access_closed_at IS NOT NULL`;

const VOID_ACTIVATIONS = `UPDATE activation_tokens SET voided_at = :now
  WHERE provider_id = :id AND used_at IS NULL AND voided_at IS NULL`;

const REPRESENTATIVE = `SELECT user_id FROM memberships
  WHERE provider_id = :id AND role = 'representante'`;

const END_OF_CLOSED = [
  "UPDATE sessions SET ended_at = :now WHERE provider_id = :id AND ended_at IS NULL",
  VOID_ACTIVATIONS,
  `UPDATE password_resets SET voided_at = :now
   WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${REPRESENTATIVE})`,
  `UPDATE invitations SET voided_at = :now
   WHERE provider_id = :id AND used_at IS NULL AND voided_at IS NULL`,
];

function handsMails(before: HandsBefore, hands: Hands, { note, eps }: StaffAct): NewMail[] {
  const { isEmailNew, isPersonNew: isRepresentativeNew } = changedHands(before, hands);
  const { legalName } = before;
  return mailTo(before.email, {
    dedupeKey: `hands:${note.id}`,
    kind: "hands",
    providerId: before.id,
    ...newHandsNotice({ legalName, isEmailNew, isRepresentativeNew }, eps),
  });
}

function mailTo(email: string | null, mail: Omit<NewMail, "to">): NewMail[] {
  return email !== null && isEmailAddress(email) ? [{ ...mail, to: email }] : [];
}
