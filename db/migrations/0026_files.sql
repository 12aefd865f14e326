-- Files belonged to messages of inquiries only. Now they are stored once for every noun, and each noun
-- says in a table of its own which of its rows has which file: a row of `files` that none has bears since
-- when, so that the sweep finds it by an index however many files are in use. The parts are renamed and
-- not copied, because they are most of a database.
DROP INDEX `inquiry_files_of_message`;--> statement-breakpoint
DROP INDEX `inquiry_files_left`;--> statement-breakpoint
ALTER TABLE `inquiry_files` RENAME TO `files`;--> statement-breakpoint
ALTER TABLE `inquiry_file_parts` RENAME TO `file_parts`;--> statement-breakpoint
CREATE TABLE `inquiry_message_files` (
	`message_id` text NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`message_id`, `file_id`),
	FOREIGN KEY (`message_id`) REFERENCES `inquiry_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `inquiry_message_files_of_file` ON `inquiry_message_files` (`file_id`);--> statement-breakpoint
INSERT INTO `inquiry_message_files` SELECT `message_id`, `id` FROM `files` WHERE `message_id` IS NOT NULL;--> statement-breakpoint
CREATE TABLE `__new_files` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`left_at` integer,
	CONSTRAINT "files_kind" CHECK("__new_files"."kind" IN ('pdf', 'png', 'jpeg', 'xlsx', 'csv'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_files` SELECT `id`, `name`, `kind`, `size`, CASE WHEN `message_id` IS NULL THEN `created_at` END FROM `files`;--> statement-breakpoint
DROP TABLE `files`;--> statement-breakpoint
ALTER TABLE `__new_files` RENAME TO `files`;--> statement-breakpoint
CREATE INDEX `files_left` ON `files` (`left_at`) WHERE left_at IS NOT NULL;
