-- What was typed into a form whose session had ended, sealed for its person until she signs in again.
CREATE TABLE `kept_forms` (
	`session_id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`sealed` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `kept_forms_by_user` ON `kept_forms` (`user_id`);