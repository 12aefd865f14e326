-- When professionals see people, the slots made from it, and who has which of them.
CREATE TABLE `agendas` (
	`code` text PRIMARY KEY NOT NULL,
	`site_code` text NOT NULL,
	`care_kind` text NOT NULL,
	`professional` text NOT NULL,
	`date` text NOT NULL,
	`start_time` text NOT NULL,
	`end_time` text NOT NULL,
	`slot_minutes` integer NOT NULL,
	`slots_an_hour` integer,
	`starts` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `agendas_by_day` ON `agendas` (`site_code`,`professional`,`date`);--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`slot_id` integer NOT NULL,
	`affiliate_id` integer NOT NULL,
	`booked_by` integer NOT NULL,
	`care_kind` text NOT NULL,
	`state` text NOT NULL,
	`starts_at` integer NOT NULL,
	`phone` text NOT NULL,
	`address` text NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`reminded_at` integer,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appointments_state" CHECK("appointments"."state" IN ('booked', 'cancelled', 'past'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_code_unique` ON `appointments` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_of_slot` ON `appointments` (`slot_id`) WHERE state = 'booked';--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_of_kind` ON `appointments` (`affiliate_id`,`care_kind`) WHERE state = 'booked';--> statement-breakpoint
CREATE INDEX `appointments_of_affiliate` ON `appointments` (`affiliate_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `appointments_to_come` ON `appointments` (`starts_at`) WHERE state = 'booked';--> statement-breakpoint
CREATE TABLE `slots` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agenda_code` text NOT NULL,
	`site_code` text NOT NULL,
	`care_kind` text NOT NULL,
	`professional` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`is_open` integer NOT NULL,
	`hold_id` text,
	`held_by` integer,
	`held_until` integer,
	CONSTRAINT "slots_length" CHECK("slots"."starts_at" < "slots"."ends_at"),
	CONSTRAINT "slots_hold" CHECK(("slots"."hold_id" IS NULL) = ("slots"."held_by" IS NULL)
      AND ("slots"."hold_id" IS NULL) = ("slots"."held_until" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `slots_hold_id_unique` ON `slots` (`hold_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `slots_of_professional` ON `slots` (`site_code`,`professional`,`starts_at`,`ends_at`,`care_kind`);--> statement-breakpoint
CREATE INDEX `slots_open` ON `slots` (`site_code`,`care_kind`,`starts_at`) WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX `slots_of_agenda` ON `slots` (`agenda_code`);--> statement-breakpoint
CREATE INDEX `slots_held_by` ON `slots` (`held_by`) WHERE held_by IS NOT NULL;