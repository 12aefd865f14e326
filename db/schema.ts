/** Every table: what is paid and to whom, who may look, what people ask, what happened and is mailed. */
export * from "./schema_accounts.ts";
export * from "./schema_audit.ts";
export * from "./schema_factors.ts";
export * from "./schema_inquiries.ts";
export * from "./schema_mail.ts";
export * from "./schema_payments.ts";
export * from "./schema_requests.ts";
export * from "./schema_staff.ts";
