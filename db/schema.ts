/** Every table: what is paid and to whom, who may look, what people ask, what happened and is mailed. */
export * from "./schema/accounts.ts";
export * from "./schema/audit.ts";
export * from "./schema/factors.ts";
export * from "./schema/inquiries.ts";
export * from "./schema/loads.ts";
export * from "./schema/mail.ts";
export * from "./schema/odd_payments.ts";
export * from "./schema/payments.ts";
export * from "./schema/requests.ts";
export * from "./schema/staff.ts";
