/** Every table: what is paid and to whom, who may look, and what is mailed. */
export * from "./schema_accounts.ts";
export * from "./schema_mail.ts";
export * from "./schema_payments.ts";
