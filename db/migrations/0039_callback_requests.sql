-- Who found no hour in time and asks to be called; and what a draft keeps where its hour was gone.
CREATE TABLE `callback_requests` (
	`folio` text PRIMARY KEY NOT NULL,
	`affiliate_id` integer NOT NULL,
	`asked_by` integer NOT NULL,
	`site_code` text NOT NULL,
	`care_kind` text NOT NULL,
	`phone` text NOT NULL,
	`asked_at` integer NOT NULL,
	`promised_on` text NOT NULL,
	`answered_at` integer,
	`answered_by` integer,
	`outcome` text,
	CONSTRAINT "callback_requests_answer" CHECK(("callback_requests"."answered_at" IS NULL) = ("callback_requests"."outcome" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `callback_requests_waiting` ON `callback_requests` (`affiliate_id`,`care_kind`) WHERE answered_at IS NULL;--> statement-breakpoint
CREATE INDEX `callback_requests_due` ON `callback_requests` (`promised_on`,`asked_at`) WHERE answered_at IS NULL;--> statement-breakpoint
CREATE INDEX `callback_requests_of_affiliate` ON `callback_requests` (`affiliate_id`,`asked_at`);--> statement-breakpoint
DROP INDEX `slots_open`;--> statement-breakpoint
CREATE INDEX `slots_open` ON `slots` (`site_code`,`care_kind`,`starts_at`,`professional`) WHERE is_open = 1;--> statement-breakpoint
ALTER TABLE `appointment_drafts` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `appointment_drafts` ADD `address` text;--> statement-breakpoint
ALTER TABLE `appointment_drafts` ADD `email` text;--> statement-breakpoint
CREATE INDEX `appointment_drafts_by_move` ON `appointment_drafts` (`moves_id`);