-- The staff looks after people. access_closed_at shuts a provider for everybody at once: sessions, sign-ins
-- and tokens ask for it, so nothing has to be found and revoked one by one. staff_notes keeps the reasons,
-- which name people, out of the chain of events, which forgets nothing. search_text is kept right by the
-- database itself, whoever writes the row (loads do, too); the indices of audit_events are those of its page.
CREATE TABLE `staff_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`act` text NOT NULL,
	`staff_id` integer NOT NULL,
	`user_id` integer,
	`provider_id` integer,
	`reason` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `staff_notes_by_user` ON `staff_notes` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `staff_notes_by_provider` ON `staff_notes` (`provider_id`,`at`);--> statement-breakpoint
CREATE INDEX `staff_notes_by_staff` ON `staff_notes` (`staff_id`);--> statement-breakpoint
ALTER TABLE `providers` ADD `access_closed_at` integer;--> statement-breakpoint
ALTER TABLE `providers` ADD `search_text` text GENERATED ALWAYS AS (lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(legal_name || ' ' || nit || ' ' || coalesce(municipality, ''), 'á', 'a'), 'Á', 'a'), 'é', 'e'), 'É', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), char(769), ''), char(771), ''), char(776), ''))) VIRTUAL;--> statement-breakpoint
CREATE INDEX `providers_by_search` ON `providers` (`search_text`);--> statement-breakpoint
ALTER TABLE `users` ADD `search_text` text GENERATED ALWAYS AS (lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name || ' ' || coalesce(email, ''), 'á', 'a'), 'Á', 'a'), 'é', 'e'), 'É', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), char(769), ''), char(771), ''), char(776), ''))) VIRTUAL;--> statement-breakpoint
CREATE INDEX `users_by_search` ON `users` (`search_text`);--> statement-breakpoint
CREATE INDEX `audit_events_by_time` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_events_by_name` ON `audit_events` (`name`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_by_source` ON `audit_events` (`source`,`at`);