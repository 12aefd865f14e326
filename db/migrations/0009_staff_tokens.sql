-- A program of the treasury loads payments in the name of one of its people, never in that of a provider:
-- such tokens have a person, an end and a last use, and only their SHA-256 is kept.
CREATE TABLE `staff_tokens` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`user_id` integer NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_on` text NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "staff_tokens_expires_on" CHECK("staff_tokens"."expires_on" IS date("staff_tokens"."expires_on"))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_tokens_handle_unique` ON `staff_tokens` (`handle`);--> statement-breakpoint
CREATE INDEX `staff_tokens_by_user` ON `staff_tokens` (`user_id`,`created_at`);
