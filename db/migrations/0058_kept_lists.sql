-- The list of a cruce is kept for a day, so that its result is a page with an address: back and reload show it again.
CREATE TABLE `kept_lists` (
	`handle` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`file_id` text NOT NULL,
	`sheet` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `kept_lists_of_user` ON `kept_lists` (`user_id`,created_at DESC);--> statement-breakpoint
CREATE INDEX `kept_lists_by_age` ON `kept_lists` (`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `kept_lists_of_file` ON `kept_lists` (`file_id`);
