-- The first tables: who is paid (providers), what was paid (voucher_revisions, settlements), by which
-- act of loading (loads), who may look (users, sessions, activation_tokens, consents, api_tokens).
-- Every table is STRICT, so that no REAL slips into an amount; tables that are found by their key
-- alone are WITHOUT ROWID, above all settlements: the lines of a voucher lie side by side, and any page
-- of any voucher is one short walk over its key.
CREATE TABLE `activation_tokens` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`voided_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `activation_tokens_by_provider` ON `activation_tokens` (`provider_id`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_on` text,
	`revoked_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `api_tokens_by_provider` ON `api_tokens` (`provider_id`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` integer PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`policy_version` text NOT NULL,
	`policy_sha256` text NOT NULL,
	`accepted_at` integer NOT NULL,
	`address` text NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `consents_by_provider` ON `consents` (`provider_id`);--> statement-breakpoint
CREATE TABLE `instance` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `loads` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`started_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL,
	`published_at` integer,
	`report` text NOT NULL,
	CONSTRAINT "loads_status" CHECK("loads"."status" IN ('judging', 'waiting', 'published', 'unchanged', 'refused', 'undone'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `loads_by_status` ON `loads` (`status`,`heartbeat_at`);--> statement-breakpoint
CREATE TABLE `providers` (
	`id` integer PRIMARY KEY NOT NULL,
	`nit` text NOT NULL,
	`legal_name` text NOT NULL,
	`representative_id` text,
	`representative_name` text,
	`email` text,
	`phone` text,
	`dane_code` text,
	`municipality` text,
	`department` text,
	`is_listed` integer NOT NULL,
	CONSTRAINT "providers_nit" CHECK("providers"."nit" NOT GLOB '*[^0-9]*' AND length("providers"."nit") BETWEEN 5 AND 15)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `providers_nit_unique` ON `providers` (`nit`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settlements` (
	`revision_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`invoice_key` text NOT NULL,
	`document_type` text NOT NULL,
	`invoice_number` text NOT NULL,
	`invoice_amount` integer NOT NULL,
	`net_amount` integer,
	`paid_amount` integer NOT NULL,
	`financial_discount` integer,
	`balance` integer,
	`garnishments` integer,
	`vat` integer,
	`retefuente` integer,
	`rete_ica` integer,
	`rete_iva` integer,
	`stamp_tax` integer,
	`payment_method` text,
	`settled_on` text,
	`settlement_document` text,
	`settled_amount` integer,
	`copayment` integer,
	`moderating_fee` integer,
	PRIMARY KEY(`revision_id`, `line_number`),
	FOREIGN KEY (`revision_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settlements_line_number" CHECK("settlements"."line_number" >= 1),
	CONSTRAINT "settlements_settled_on" CHECK("settlements"."settled_on" IS NULL OR "settlements"."settled_on" IS date("settlements"."settled_on"))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `settlements_by_invoice` ON `settlements` (`provider_id`,`invoice_key`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`activated_at` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "users_role" CHECK("users"."role" IN ('representative'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_representative` ON `users` (`provider_id`) WHERE role = 'representative';--> statement-breakpoint
CREATE TABLE `voucher_revisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`load_id` text NOT NULL,
	`replaces_id` integer,
	`is_current` integer NOT NULL,
	`document_number` text NOT NULL,
	`paid_on` text NOT NULL,
	`bank_name` text,
	`account_type` text,
	`account_number` text,
	`payment_method` text NOT NULL,
	`paid_amount` integer NOT NULL,
	`unapplied_amount` integer,
	`unapplied_advance_amount` integer,
	`is_annulled` integer NOT NULL,
	`settlement_count` integer NOT NULL,
	`settlements_digest` text NOT NULL,
	`sum_invoice_amount` integer NOT NULL,
	`sum_net_amount` integer NOT NULL,
	`sum_paid_amount` integer NOT NULL,
	`sum_financial_discount` integer NOT NULL,
	`sum_balance` integer NOT NULL,
	`sum_garnishments` integer NOT NULL,
	`sum_vat` integer NOT NULL,
	`sum_retefuente` integer NOT NULL,
	`sum_rete_ica` integer NOT NULL,
	`sum_rete_iva` integer NOT NULL,
	`sum_stamp_tax` integer NOT NULL,
	`sum_settled_amount` integer NOT NULL,
	`sum_copayment` integer NOT NULL,
	`sum_moderating_fee` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`load_id`) REFERENCES `loads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "voucher_revisions_paid_on" CHECK("voucher_revisions"."paid_on" IS date("voucher_revisions"."paid_on"))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `voucher_revisions_current` ON `voucher_revisions` (`provider_id`,`document_number`) WHERE is_current = 1;--> statement-breakpoint
CREATE INDEX `voucher_revisions_list` ON `voucher_revisions` (`provider_id`,`paid_on`,`document_number`,`is_annulled`,`paid_amount`,`unapplied_amount`,`unapplied_advance_amount`) WHERE is_current = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `voucher_revisions_by_load` ON `voucher_revisions` (`load_id`,`provider_id`,`document_number`);
