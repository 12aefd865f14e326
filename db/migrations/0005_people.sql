-- People instead of accounts of providers: a person may serve several NITs with a role in each
-- (memberships), the staff signs in too, and each may have a second factor and passkeys. A user was a
-- provider's representative until now, so each becomes one with a membership. Also what people ask of the
-- staff: to be registered without an address on file, and about their own data.
CREATE TABLE `data_requests` (
	`folio` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`answered_at` integer,
	`answered_by` integer,
	`answer` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "data_requests_kind" CHECK("data_requests"."kind" IN ('consulta', 'correccion', 'supresion'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `data_requests_by_user` ON `data_requests` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `data_requests_by_due` ON `data_requests` (`answered_at`,`due_on`);--> statement-breakpoint
CREATE TABLE `email_changes` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`voided_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `email_changes_by_user` ON `email_changes` (`user_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`token_sha256` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`provider_id` integer,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`invited_by` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`voided_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_handle_unique` ON `invitations` (`handle`);--> statement-breakpoint
CREATE INDEX `invitations_by_provider` ON `invitations` (`provider_id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	PRIMARY KEY(`user_id`, `provider_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_role" CHECK("memberships"."role" IN ('representante', 'administrador', 'contador', 'consulta'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_representative` ON `memberships` (`provider_id`) WHERE role = 'representante';--> statement-breakpoint
CREATE INDEX `memberships_by_provider` ON `memberships` (`provider_id`);--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`challenge_sha256` text PRIMARY KEY NOT NULL,
	`user_id` integer,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `passkey_challenges_by_age` ON `passkey_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `passkeys_by_user` ON `passkeys` (`user_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`code_sha256` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `recovery_codes_by_user` ON `recovery_codes` (`user_id`);--> statement-breakpoint
CREATE TABLE `registration_requests` (
	`folio` text PRIMARY KEY NOT NULL,
	`nit` text NOT NULL,
	`provider_id` integer,
	`document_number` text NOT NULL,
	`paid_amount` integer NOT NULL,
	`representative_id` text NOT NULL,
	`contact_name` text NOT NULL,
	`contact_phone` text NOT NULL,
	`contact_email` text NOT NULL,
	`is_payment_right` integer NOT NULL,
	`created_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "registration_requests_state" CHECK("registration_requests"."state" IN ('open', 'approved', 'rejected'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `registration_requests_by_state` ON `registration_requests` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `registration_requests_decided` ON `registration_requests` (`decided_at`) WHERE decided_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `registration_requests_by_provider` ON `registration_requests` (`provider_id`);--> statement-breakpoint
CREATE TABLE `__new_users` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`email` text,
	`name` text DEFAULT '' NOT NULL,
	`staff_role` text,
	`password_hash` text NOT NULL,
	`activated_at` integer,
	`disabled_at` integer,
	`totp_secret` text,
	`totp_confirmed_at` integer,
	`totp_last_step` integer,
	`accepted_policy` text,
	`passkey_offer_closed_at` integer,
	CONSTRAINT "users_kind" CHECK("kind" IN ('representative', 'member', 'staff')),
	CONSTRAINT "users_email" CHECK(("kind" = 'representative') = ("email" IS NULL)),
	CONSTRAINT "users_staff_role" CHECK(("kind" = 'staff') = (coalesce("staff_role", '') IN ('administrador', 'tesoreria', 'auditor')))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_users` (id, kind, password_hash, activated_at, accepted_policy)
SELECT id, 'representative', password_hash, activated_at, (
	SELECT policy_version FROM consents WHERE consents.provider_id = users.provider_id ORDER BY id DESC LIMIT 1
) FROM users;--> statement-breakpoint
INSERT INTO memberships (user_id, provider_id, role, created_at)
SELECT id, provider_id, 'representante', activated_at FROM users;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_email` ON `users` (`kind`,`email`);--> statement-breakpoint
CREATE TABLE `__new_consents` (
	`id` integer PRIMARY KEY NOT NULL,
	`provider_id` integer,
	`user_id` integer,
	`policy_version` text NOT NULL,
	`policy_sha256` text NOT NULL,
	`accepted_at` integer NOT NULL,
	`address` text NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_consents` (id, provider_id, user_id, policy_version, policy_sha256, accepted_at, address)
SELECT id, provider_id, NULL, policy_version, policy_sha256, accepted_at, address FROM consents;--> statement-breakpoint
DROP TABLE `consents`;--> statement-breakpoint
ALTER TABLE `__new_consents` RENAME TO `consents`;--> statement-breakpoint
CREATE INDEX `consents_by_provider` ON `consents` (`provider_id`);--> statement-breakpoint
CREATE INDEX `consents_by_user` ON `consents` (`user_id`);--> statement-breakpoint
DROP INDEX `sessions_by_user`;--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `provider_id` integer REFERENCES providers(id);--> statement-breakpoint
ALTER TABLE `sessions` ADD `second_factor_at` integer;--> statement-breakpoint
UPDATE sessions SET provider_id = (SELECT provider_id FROM memberships WHERE memberships.user_id = sessions.user_id);--> statement-breakpoint
CREATE INDEX `audit_events_by_user` ON `audit_events` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `data_requests_by_answerer` ON `data_requests` (`answered_by`);--> statement-breakpoint
CREATE INDEX `invitations_by_inviter` ON `invitations` (`invited_by`);--> statement-breakpoint
CREATE INDEX `passkey_challenges_by_user` ON `passkey_challenges` (`user_id`);--> statement-breakpoint
CREATE INDEX `registration_requests_by_decider` ON `registration_requests` (`decided_by`);--> statement-breakpoint
CREATE INDEX `sessions_by_provider` ON `sessions` (`provider_id`);
