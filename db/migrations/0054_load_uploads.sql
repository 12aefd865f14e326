-- An uploaded load is judged by any process: where one dies, another begins anew. So its files are in the database until it
-- has ended, and of two processes only the one that holds it may stage anything.
CREATE TABLE `load_files` (
	`load_id` text NOT NULL,
	`position` integer NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`load_id`, `position`),
	FOREIGN KEY (`load_id`) REFERENCES `load_uploads`(`load_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `load_uploads` (
	`load_id` text PRIMARY KEY NOT NULL,
	`is_whole_register` integer NOT NULL,
	`request_id` text NOT NULL,
	`client_address` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`load_id`) REFERENCES `loads`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `loads` ADD `held_by` text;
