-- A load may wait until another person publishes it, be withdrawn, and be undone; its row says who did
-- what and how far it is, because whoever looks may ask another process. People are plain numbers: the
-- record of an act outlives the account. An undo is a load of its own that switches the revisions of the
-- one it takes back, so nothing is deleted and an undo can be undone.
ALTER TABLE `loads` ADD `created_by` integer;--> statement-breakpoint
ALTER TABLE `loads` ADD `published_by` integer;--> statement-breakpoint
ALTER TABLE `loads` ADD `without_notices` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `files` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `stage` text DEFAULT 'done' NOT NULL CONSTRAINT "loads_stage" CHECK(`stage` IN ('reading', 'judging', 'storing', 'done'));--> statement-breakpoint
ALTER TABLE `loads` ADD `rows_read` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `rows_judged` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `lines_stored` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `lines_total` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `summary` text;--> statement-breakpoint
ALTER TABLE `loads` ADD `verdict` text;--> statement-breakpoint
ALTER TABLE `loads` ADD `undone_by` integer;--> statement-breakpoint
ALTER TABLE `loads` ADD `undone_at` integer;--> statement-breakpoint
ALTER TABLE `loads` ADD `undoes_load_id` text REFERENCES loads(id);--> statement-breakpoint
ALTER TABLE `loads` ADD `switches_load_id` text REFERENCES loads(id);--> statement-breakpoint
ALTER TABLE `loads` ADD `is_reversal` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `loads_by_start` ON `loads` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `loads_by_undone` ON `loads` (`undoes_load_id`) WHERE undoes_load_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `loads_by_switched` ON `loads` (`switches_load_id`) WHERE switches_load_id IS NOT NULL;--> statement-breakpoint
-- Loads that are there already keep the counts of their reports.
UPDATE `loads` SET `summary` = json_object(
	'providers', json(report -> 'providers'), 'vouchers', json(report -> 'vouchers'),
	'settlements', json(report -> 'settlements'), 'paidAmount', report ->> 'paidAmount',
	'errorCount', json_array_length(report, '$.errors'), 'warningCount', json_array_length(report, '$.warnings')
) WHERE report <> '{}';--> statement-breakpoint
-- What a load wrote of a provider and what stood there before, for the undo.
CREATE TABLE `load_provider_changes` (
	`load_id` text NOT NULL,
	`nit` text NOT NULL,
	`is_new` integer NOT NULL,
	`wanted` text,
	`previous` text,
	PRIMARY KEY(`load_id`, `nit`),
	FOREIGN KEY (`load_id`) REFERENCES `loads`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Every revision of a voucher, current or not: what a provider is told of a correction.
CREATE INDEX `voucher_revisions_by_voucher` ON `voucher_revisions` (`provider_id`,`document_number`);--> statement-breakpoint
-- A request that is repeated because its answer was lost must not act twice.
CREATE TABLE `idempotency_keys` (
	`scope` text NOT NULL,
	`key` text NOT NULL,
	`request_sha256` text NOT NULL,
	`response_status` integer,
	`response_body` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`scope`, `key`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`created_at`);
