/** Every table: what is paid and to whom, and who may look. */
export * from "./schema_accounts.ts";
export * from "./schema_payments.ts";
