import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import type { Person } from "../accounts/person.ts";
import { canonicalEmail } from "../providers/provider.ts";
import { lengthProblem } from "../text_length.ts";
import type { AffiliateDetails } from "./affiliate.ts";
import type { AffiliateDocument } from "./document.ts";
import { isMinor } from "./family.ts";

/** How the EPS reaches an affiliate; null stays as it is on file. */
export type Contact = Pick<AffiliateDetails, "email" | "phone" | "address">;

/** The same as typed. */
export type TypedContact = { correo: string; telefono: string; direccion: string };

/** A request as the staff decides on it; instants in milliseconds. */
export type ContactRequest = AffiliateDocument & Contact & {
  folio: string;
  affiliateId: number | null;
  /** The affiliate whose account asked: she herself, or who acts for her; null without an account. */
  asker: Person | null;
  createdAt: number;
  /** The last day on which a decision is in time. */
  dueOn: CivilDate;
  state: "open" | "approved" | "rejected";
  decidedAt: number | null;
  note: string;
  /** Null where it is nobody's, or she is no longer on file. */
  onFile: (Contact & Pick<AffiliateDetails, "firstName"> & { name: string }) | null;
};

const MAX_ADDRESS = 200;
const DECISION_BUSINESS_DAYS = 3;

/** The day by which the staff must decide on a request of today. */
export function contactDueDate(today: CivilDate): CivilDate {
  return addBusinessDays(today, DECISION_BUSINESS_DAYS);
}

/** Whether a request came from the affiliate's own account. */
export function isOwn({ asker, affiliateId }: Pick<ContactRequest, "asker" | "affiliateId">) {
  return asker !== null && asker.id === affiliateId;
}

/** Whether the staff may put on file what is asked for; who else asks gives only a first address. */
export function mayApprove(request: ContactRequest): boolean {
  const { onFile, email } = request;
  return onFile !== null && (onFile.email === null || email === null || isOwn(request));
}

/**
 * Whether whoever acts for somebody may ask for another address of hers: for a minor who has none. An
 * address opens an account, so that nobody else moves it.
 */
export function mayAskForAddress(
  { bornOn, email }: Pick<AffiliateDetails, "bornOn" | "email">,
  today: CivilDate,
): boolean {
  return isMinor({ bornOn }, today) && email === null;
}

/**
 * Reads what somebody wants on file. What is empty, or as it is (`onFile`), stays; something must
 * change.
 */
export function readContact(
  typed: TypedContact,
  onFile: Contact,
): { contact: Contact } | { errors: FieldError[] } {
  const email = canonicalEmail(typed.correo);
  const contact = {
    email: changed(email ?? "", onFile.email),
    phone: changed(typed.telefono.trim(), onFile.phone),
    address: changed(typed.direccion.trim(), onFile.address),
  };
  const errors: FieldError[] = [];
  if (typed.correo.trim() !== "" && !email) {
    errors.push({ field: "correo", message: "Escriba un correo, por ejemplo ana@correo.co." });
  }
  if (contact.phone !== null && !/^[\d\s()+-]{7,30}$/.test(contact.phone)) {
    errors.push({ field: "telefono", message: "Escriba un teléfono, por ejemplo 300 555 0100." });
  }
  const tooLong = lengthProblem(contact.address ?? "", MAX_ADDRESS);
  if (tooLong) errors.push({ field: "direccion", message: tooLong });
  if (errors.length === 0 && Object.values(contact).every((value) => value === null)) {
    errors.push({ field: "correo", message: "Escriba lo que cambió." });
  }
  return errors.length > 0 ? { errors } : { contact };
}

function changed(typed: string, stored: string | null): string | null {
  return typed === "" || typed === stored ? null : typed;
}
