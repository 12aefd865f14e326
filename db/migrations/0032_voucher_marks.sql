-- What a provider's team notes on its vouchers for itself, by number, so that corrections keep it.
CREATE TABLE `voucher_marks` (
	`provider_id` integer NOT NULL,
	`document_number` text NOT NULL,
	`is_worked` integer NOT NULL,
	`note` text NOT NULL,
	`marked_by` integer NOT NULL,
	`marked_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `document_number`),
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "voucher_marks_note" CHECK(length("voucher_marks"."note") <= 1000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `voucher_marks_by_user` ON `voucher_marks` (`marked_by`);