-- Programs of providers get what those of the treasury have: a token says what it may be used for, who made it
-- and where it was used last. So both are one table; of the old ones, a provider's may do all that it could.
CREATE TABLE `__new_api_tokens` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`provider_id` integer,
	`made_by` integer,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_on` text,
	`revoked_at` integer,
	`last_used_at` integer,
	`last_used_place` text DEFAULT '' NOT NULL,
	`warned_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "api_tokens_owner" CHECK("provider_id" IS NOT NULL OR "made_by" IS NOT NULL),
	CONSTRAINT "api_tokens_expires_on" CHECK("expires_on" IS date("expires_on")),
	CONSTRAINT "api_tokens_end" CHECK("expires_on" IS NOT NULL OR "made_by" IS NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_api_tokens`("token_sha256", "handle", "provider_id", "made_by", "name", "scopes", "created_at", "expires_on", "revoked_at", "last_used_at") SELECT "token_sha256", lower(hex(randomblob(16))), "provider_id", NULL, "name", '["read","download","reconcile"]', "created_at", "expires_on", "revoked_at", NULL FROM `api_tokens`;--> statement-breakpoint
INSERT INTO `__new_api_tokens`("token_sha256", "handle", "provider_id", "made_by", "name", "scopes", "created_at", "expires_on", "revoked_at", "last_used_at") SELECT "token_sha256", "handle", NULL, "user_id", "name", "scopes", "created_at", "expires_on", "revoked_at", "last_used_at" FROM `staff_tokens`;--> statement-breakpoint
DROP TABLE `staff_tokens`;--> statement-breakpoint
DROP TABLE `api_tokens`;--> statement-breakpoint
ALTER TABLE `__new_api_tokens` RENAME TO `api_tokens`;--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_handle_unique` ON `api_tokens` (`handle`);--> statement-breakpoint
CREATE INDEX `api_tokens_by_provider` ON `api_tokens` (`provider_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `api_tokens_by_maker` ON `api_tokens` (`made_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `api_tokens_to_warn` ON `api_tokens` (`expires_on`) WHERE warned_at IS NULL AND revoked_at IS NULL;