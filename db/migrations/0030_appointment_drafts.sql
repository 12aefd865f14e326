-- What somebody has chosen so far of an appointment: its id stands in addresses instead of the choices.
CREATE TABLE `appointment_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` integer NOT NULL,
	`affiliate_id` integer NOT NULL,
	`site_code` text NOT NULL,
	`care_kind` text,
	`moves_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`moves_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `appointment_drafts_by_age` ON `appointment_drafts` (`created_at`);--> statement-breakpoint
CREATE INDEX `appointments_by_slot` ON `appointments` (`slot_id`);--> statement-breakpoint
CREATE INDEX `slots_by_start` ON `slots` (`starts_at`);