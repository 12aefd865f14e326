-- An affiliate acts for somebody of her family group in one session at a time; an adult of the group says yes
-- from her own account first, and may withdraw it.
CREATE TABLE `acting_consents` (
	`id` integer PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`head_id` integer NOT NULL,
	`given_at` integer NOT NULL,
	`withdrawn_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `acting_consents_standing` ON `acting_consents` (`person_id`,`head_id`) WHERE withdrawn_at IS NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `acting_for` integer;
