import type { AuditDetail } from "./detail.ts";

/** What is stored about those who use and run the portal (security, row L1). */
export const AUDIT_EVENT_NAMES = [
  "signIn",
  "signOut",
  "secondFactor",
  "secondFactorOn",
  "secondFactorOff",
  "recoveryCodesMade",
  "passkeyAdded",
  "passkeyRemoved",
  "registration",
  "registrationRequest",
  "registrationRequestDecided",
  "activation",
  "passwordResetAsked",
  "passwordReset",
  "passwordChange",
  "emailChangeAsked",
  "emailChange",
  "contactChanged",
  "sessionsEnded",
  "policyAccepted",
  "invitation",
  "invitationVoided",
  "invitationAccepted",
  "roleChange",
  "memberRevoked",
  "providerSwitch",
  "download",
  "dataExport",
  "dataRequest",
  "dataRequestAnswered",
  "inquiryOpened",
  "inquiryMessage",
  "inquiryAnswered",
  "inquiryClosed",
  "actaPrepared",
  "actaSent",
  "actaAnswered",
  "actaClosed",
  "actaDiscarded",
  "proposalAccepted",
  "proposalReturned",
  "caseOpened",
  "caseMessage",
  "caseAnswered",
  "caseClosed",
  "caseViewed",
  "attachmentDownloaded",
  "tokenCreated",
  "tokenRevoked",
  "tokenWarned",
  "webhookCreated",
  "webhookChanged",
  "webhookSecretRenewed",
  "webhookTested",
  "webhookSwitchedOff",
  "webhookSwitchedOn",
  "webhookRemoved",
  "webhookRetried",
  "reportBatchMade",
  "reportBatchUndone",
  "reportMappingSaved",
  "load",
  "loadPublished",
  "loadUndone",
  "loadWithdrawn",
  "sensitiveView",
  "paymentsViewed",
  "affiliationAsked",
  "appointmentBooked",
  "appointmentMoved",
  "appointmentCancelled",
  "callbackRequested",
  "callbackAnswered",
  "certificateIssued",
  "certificateVerified",
  "enrolmentBegun",
  "enrolmentLinkAsked",
  "affiliateSearched",
  "affiliateViewed",
  "contactRequest",
  "contactRequestDecided",
  "actingBegun",
  "actingAllowed",
  "actingForbidden",
  "medicineRequested",
  "withholdingTerms",
  "enrolmentSent",
  "medicineRequestMoved",
  "enrolmentViewed",
  "enrolmentDecided",
  "enrolmentsExported",
  "accessClosed",
  "accessOpened",
  "userDisabled",
  "userEnabled",
  "attemptsForgotten",
  "activationVoided",
  "noticeContacts",
  "noticesEnded",
  "noticesResumed",
  "mailRetried",
  "databaseRestored",
  "chainChecked",
  "chainSealed",
  "alarm",
  "denied",
] as const;

export type AuditEventName = typeof AUDIT_EVENT_NAMES[number];

const ENDS_ACCESS: readonly AuditEventName[] = [
  "accessClosed",
  "actingForbidden",
  "activation",
  "contactChanged",
  "contactRequestDecided",
  "emailChange",
  "enrolmentDecided",
  "load",
  "loadPublished",
  "loadUndone",
  "memberRevoked",
  "passwordChange",
  "passwordReset",
  "registrationRequestDecided",
  "roleChange",
  "secondFactorOff",
  "secondFactorOn",
  "sessionsEnded",
  "userDisabled",
];

/** Whether what is told may end a session, or take from it what it allowed, of whomever. */
export function mayEndAccess(name: AuditEventName): boolean {
  return ENDS_ACCESS.includes(name);
}

/** The first event that bears the mark of a key, see `db/audit/seal.ts`. */
export const CHAIN_SEALED = "chainSealed" satisfies AuditEventName;

/**
 * One event: who did it, at which provider, from where, and how it ended. `detail` names things (a
 * voucher, a load), never secrets or amounts; personal data stand in
 * corrections alone (Ley 1581 de 2012), which their IPS does not read.
 */
export type AuditEvent = {
  /** Milliseconds since 1970. */
  at: number;
  name: AuditEventName;
  result: "ok" | "refused";
  userId: number | null;
  providerId: number | null;
  source: string;
  requestId: string;
  detail: AuditDetail;
};

/** The text of an event that its hash is made of, with the hash of the event before. */
export function chainedText(
  event: Omit<AuditEvent, "name" | "result"> & { name: string; result: string },
  previousSha256: string,
): string {
  const { at, name, result, userId, providerId, source, requestId, detail } = event;
  return JSON.stringify([
    previousSha256,
    at,
    name,
    result,
    userId,
    providerId,
    source,
    requestId,
    detail,
  ]);
}
