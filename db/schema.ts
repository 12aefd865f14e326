/**
 * Every table: payments and providers, who may see them, what people ask, what happened, and mails.
 */
export * from "./schema/accounts.ts";
export * from "./schema/actas.ts";
export * from "./schema/affiliates.ts";
export * from "./schema/appointments.ts";
export * from "./schema/attention.ts";
export * from "./schema/audit.ts";
export * from "./schema/certificates.ts";
export * from "./schema/change_log.ts";
export * from "./schema/enrolment.ts";
export * from "./schema/factors.ts";
export * from "./schema/files.ts";
export * from "./schema/idempotency.ts";
export * from "./schema/inquiries.ts";
export * from "./schema/loaded_places.ts";
export * from "./schema/loads.ts";
export * from "./schema/mail.ts";
export * from "./schema/medicines.ts";
export * from "./schema/odd_payments.ts";
export * from "./schema/payments.ts";
export * from "./schema/programs.ts";
export * from "./schema/reporting.ts";
export * from "./schema/requests.ts";
export * from "./schema/sessions.ts";
export * from "./schema/voucher_marks.ts";
