-- Affiliates sign in with their document, beside representatives, teams and staff; a registration and its
-- consent belong to a provider or to an affiliate. Two roles of the staff look after affiliates.
CREATE TABLE `__new_users` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`email` text,
	`name` text DEFAULT '' NOT NULL,
	`staff_role` text,
	`affiliate_id` integer,
	`password_hash` text NOT NULL,
	`activated_at` integer,
	`disabled_at` integer,
	`totp_secret` text,
	`totp_confirmed_at` integer,
	`totp_last_step` integer,
	`accepted_policy` text,
	`passkey_offer_closed_at` integer,
	`search_text` text GENERATED ALWAYS AS (lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name || ' ' || coalesce(email, ''), 'á', 'a'), 'Á', 'a'), 'é', 'e'), 'É', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), char(769), ''), char(771), ''), char(776), ''))) VIRTUAL,
	CONSTRAINT "users_kind" CHECK("kind" IN ('representative', 'member', 'staff', 'affiliate')),
	CONSTRAINT "users_email" CHECK(("kind" IN ('representative', 'affiliate')) = ("email" IS NULL)),
	CONSTRAINT "users_staff_role" CHECK(("kind" = 'staff') = (coalesce("staff_role", '') IN ('administrador', 'tesoreria', 'auditor', 'afiliaciones', 'atencion'))),
	CONSTRAINT "users_affiliate" CHECK(("kind" = 'affiliate') = ("affiliate_id" IS NOT NULL))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_users`("id", "kind", "email", "name", "staff_role", "password_hash", "activated_at", "disabled_at", "totp_secret", "totp_confirmed_at", "totp_last_step", "accepted_policy", "passkey_offer_closed_at") SELECT "id", "kind", "email", "name", "staff_role", "password_hash", "activated_at", "disabled_at", "totp_secret", "totp_confirmed_at", "totp_last_step", "accepted_policy", "passkey_offer_closed_at" FROM `users`;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_email` ON `users` (`kind`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_affiliate` ON `users` (`affiliate_id`);--> statement-breakpoint
CREATE INDEX `users_by_search` ON `users` (`search_text`);--> statement-breakpoint
CREATE TABLE `__new_activation_tokens` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`provider_id` integer,
	`affiliate_id` integer,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`voided_at` integer,
	`consent_id` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`consent_id`) REFERENCES `consents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activation_tokens_owner" CHECK(("provider_id" IS NULL) <> ("affiliate_id" IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_activation_tokens`("token_sha256", "provider_id", "password_hash", "created_at", "expires_at", "used_at", "voided_at", "consent_id") SELECT "token_sha256", "provider_id", "password_hash", "created_at", "expires_at", "used_at", "voided_at", "consent_id" FROM `activation_tokens`;--> statement-breakpoint
DROP TABLE `activation_tokens`;--> statement-breakpoint
ALTER TABLE `__new_activation_tokens` RENAME TO `activation_tokens`;--> statement-breakpoint
CREATE INDEX `activation_tokens_by_provider` ON `activation_tokens` (`provider_id`);--> statement-breakpoint
CREATE INDEX `activation_tokens_by_affiliate` ON `activation_tokens` (`affiliate_id`);--> statement-breakpoint
CREATE INDEX `activation_tokens_by_consent` ON `activation_tokens` (`consent_id`);--> statement-breakpoint
ALTER TABLE `consents` ADD `affiliate_id` integer;--> statement-breakpoint
CREATE INDEX `consents_by_affiliate` ON `consents` (`affiliate_id`);
