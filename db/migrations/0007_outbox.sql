-- A publication and the mails that tell of it are one act, and a mail server that is down for an hour
-- must lose none of them: so mails are rows first (outbox_mails) and sent afterwards, by whichever process
-- holds the lease of a row. provider_contacts says who gets notices, notice_refusals who asked for none.
CREATE TABLE `notice_refusals` (
	`provider_id` integer NOT NULL,
	`address` text NOT NULL,
	`refused_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `address`),
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outbox_mails` (
	`id` integer PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`kind` text NOT NULL,
	`provider_id` integer,
	`to_address` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`unsubscribe_url` text,
	`created_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer,
	`sent_at` integer,
	`given_up_at` integer,
	`last_problem` text,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outbox_mails_to_address" CHECK(instr("outbox_mails"."to_address", char(10)) + instr("outbox_mails"."to_address", char(13)) = 0),
	CONSTRAINT "outbox_mails_subject" CHECK(instr("outbox_mails"."subject", char(10)) + instr("outbox_mails"."subject", char(13)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_mails_dedupe_key_unique` ON `outbox_mails` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_mails_due` ON `outbox_mails` (`not_before`) WHERE sent_at IS NULL AND given_up_at IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_mails_sent` ON `outbox_mails` (`sent_at`) WHERE sent_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_mails_given_up` ON `outbox_mails` (`given_up_at`) WHERE given_up_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_mails_by_provider` ON `outbox_mails` (`provider_id`);--> statement-breakpoint
CREATE TABLE `provider_contacts` (
	`provider_id` integer NOT NULL,
	`position` integer NOT NULL,
	`address` text NOT NULL,
	`wants_postings` integer NOT NULL,
	`wants_weekly` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `position`),
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "provider_contacts_position" CHECK("provider_contacts"."position" BETWEEN 1 AND 5),
	CONSTRAINT "provider_contacts_address" CHECK(instr("provider_contacts"."address", char(10)) + instr("provider_contacts"."address", char(13)) = 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_contacts_address_once` ON `provider_contacts` (`provider_id`,lower("address"));--> statement-breakpoint
CREATE INDEX `provider_contacts_by_wish` ON `provider_contacts` (`wants_weekly`,`provider_id`,`position`);