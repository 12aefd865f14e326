-- What is signed and sent: the signature, the papers, the promised date and what became of it.
CREATE TABLE `enrolment_documents` (
	`folio` text NOT NULL,
	`person` text NOT NULL,
	`paper` text NOT NULL,
	`sha256` text NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`folio`, `person`, `paper`, `sha256`),
	FOREIGN KEY (`folio`) REFERENCES `enrolments`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolment_documents_file_id_unique` ON `enrolment_documents` (`file_id`);--> statement-breakpoint
CREATE TABLE `enrolment_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`folio` text NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`user_id` integer,
	FOREIGN KEY (`folio`) REFERENCES `enrolments`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "enrolment_events_state" CHECK("enrolment_events"."state" IN ('sent', 'returned', 'approved', 'rejected'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `enrolment_events_of_enrolment` ON `enrolment_events` (`folio`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `enrolment_events_by_user` ON `enrolment_events` (`user_id`) WHERE user_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `signed_name` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `signed_at` integer;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `signed_from` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `signed_sha256` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `due_on` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `dane_code` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `affiliated_on` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `exported_at` integer;--> statement-breakpoint
CREATE INDEX `enrolments_queue` ON `enrolments` (`state`,`due_on`,`folio`);--> statement-breakpoint
CREATE INDEX `enrolments_exported` ON `enrolments` (`exported_at`,`folio`) WHERE state = 'approved';