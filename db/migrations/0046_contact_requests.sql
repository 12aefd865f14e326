-- Affiliates ask for contact data on file: from their account, or, where there is no address of them, with
-- document and birth date. The staff decides, as on the registration of providers without an address.
CREATE TABLE `contact_requests` (
	`folio` text PRIMARY KEY NOT NULL,
	`affiliate_id` integer,
	`document_type` text NOT NULL,
	`document_number` text NOT NULL,
	`born_on` text NOT NULL,
	`asked_by` integer,
	`email` text,
	`phone` text,
	`address` text,
	`created_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contact_requests_state" CHECK("contact_requests"."state" IN ('open', 'approved', 'rejected'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `contact_requests_by_state` ON `contact_requests` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `contact_requests_decided` ON `contact_requests` (`decided_at`) WHERE decided_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `contact_requests_by_decider` ON `contact_requests` (`decided_by`);--> statement-breakpoint
CREATE INDEX `contact_requests_by_asker` ON `contact_requests` (`asked_by`);--> statement-breakpoint
CREATE INDEX `contact_requests_by_document` ON `contact_requests` (`document_type`,`document_number`);
