-- Each payment is reported to the SIIFA within days: what waits is a row of a queue, which a switch of revisions
-- writes anew, and a batch is what was reported together, with the columns as they were then. Payments that
-- stand today wait; since which day they are reported at all is the EPS's choice (report_mappings).
CREATE TABLE `report_batches` (
	`number` integer PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`mapping_version` integer NOT NULL,
	`eps_name` text NOT NULL,
	`eps_nit` text NOT NULL,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	`payments` integer DEFAULT 0 NOT NULL,
	`paid_amount` integer DEFAULT 0 NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`made_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `report_batches_handle_unique` ON `report_batches` (`handle`);--> statement-breakpoint
CREATE INDEX `report_batches_by_maker` ON `report_batches` (`made_by`);--> statement-breakpoint
CREATE INDEX `report_batches_by_undoer` ON `report_batches` (`undone_by`) WHERE undone_by IS NOT NULL;--> statement-breakpoint
CREATE TABLE `report_items` (
	`batch` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`document_number` text NOT NULL,
	`kind` text NOT NULL,
	`revision_id` integer NOT NULL,
	`happened_on` text NOT NULL,
	`legal_name` text NOT NULL,
	PRIMARY KEY(`batch`, `provider_id`, `document_number`),
	FOREIGN KEY (`batch`) REFERENCES `report_batches`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_items_kind" CHECK("kind" IN ('payment', 'correction', 'annulment'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `report_items_of_voucher` ON `report_items` (`provider_id`,`document_number`,`batch`);--> statement-breakpoint
CREATE INDEX `report_items_by_revision` ON `report_items` (`revision_id`);--> statement-breakpoint
CREATE TABLE `report_mappings` (
	`version` integer PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`reports_from` text NOT NULL,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`made_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_mappings_from" CHECK("reports_from" IS date("reports_from"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `report_mappings_by_maker` ON `report_mappings` (`made_by`);--> statement-breakpoint
CREATE TABLE `report_queue` (
	`provider_id` integer NOT NULL,
	`document_number` text NOT NULL,
	`kind` text NOT NULL,
	`revision_id` integer NOT NULL,
	`happened_on` text NOT NULL,
	PRIMARY KEY(`provider_id`, `document_number`),
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_queue_kind" CHECK("kind" IN ('payment', 'correction', 'annulment'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `report_queue_by_day` ON `report_queue` (`happened_on`,`provider_id`,`document_number`);--> statement-breakpoint
CREATE INDEX `report_queue_by_revision` ON `report_queue` (`revision_id`);--> statement-breakpoint
INSERT INTO `report_queue` (`provider_id`, `document_number`, `kind`, `revision_id`, `happened_on`)
SELECT provider_id, document_number, 'payment', id, paid_on FROM `voucher_revisions`
WHERE is_current = 1 AND state = 'standing';
