-- What affiliates ask for of medicines, with the pictures of their formulas: of requests for one pending
-- line at most one is under way, whoever asks and however many at once.
CREATE TABLE `medicine_request_files` (
	`folio` text NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`folio`, `file_id`),
	FOREIGN KEY (`folio`) REFERENCES `medicine_requests`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `medicine_request_files_by_file` ON `medicine_request_files` (`file_id`);--> statement-breakpoint
CREATE TABLE `medicine_requests` (
	`folio` text PRIMARY KEY NOT NULL,
	`form_id` text NOT NULL,
	`affiliate_id` integer NOT NULL,
	`requested_by` integer NOT NULL,
	`pending_handle` text,
	`formula_number` text NOT NULL,
	`formula_on` text NOT NULL,
	`asked` text NOT NULL,
	`way` text NOT NULL,
	`address` text,
	`phone` text,
	`point_code` text,
	`state` text NOT NULL,
	`scheduled_on` text,
	`reason` text,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "medicine_requests_formula_on" CHECK("medicine_requests"."formula_on" IS date("medicine_requests"."formula_on")),
	CONSTRAINT "medicine_requests_way" CHECK(CASE "medicine_requests"."way" WHEN 'home' THEN "medicine_requests"."address" IS NOT NULL AND "medicine_requests"."phone" IS NOT NULL
      WHEN 'point' THEN "medicine_requests"."point_code" IS NOT NULL ELSE 0 END),
	CONSTRAINT "medicine_requests_state" CHECK(CASE "medicine_requests"."state" WHEN 'scheduled' THEN "medicine_requests"."scheduled_on" IS NOT NULL
      WHEN 'refused' THEN "medicine_requests"."reason" IS NOT NULL
      ELSE "medicine_requests"."state" IN ('received', 'delivered') END)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `medicine_requests_form_id_unique` ON `medicine_requests` (`form_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `medicine_requests_under_way` ON `medicine_requests` (`pending_handle`) WHERE state IN ('received', 'scheduled');--> statement-breakpoint
CREATE INDEX `medicine_requests_by_asker` ON `medicine_requests` (`requested_by`);--> statement-breakpoint
CREATE INDEX `medicine_requests_of_affiliate` ON `medicine_requests` (`affiliate_id`,created_at DESC);--> statement-breakpoint
CREATE INDEX `medicine_requests_queue` ON `medicine_requests` (`due_at`,`folio`) WHERE state IN ('received', 'scheduled');--> statement-breakpoint
CREATE INDEX `medicine_requests_done` ON `medicine_requests` (`changed_at`,`folio`) WHERE state IN ('delivered', 'refused');