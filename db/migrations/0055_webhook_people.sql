-- A webhook ends with its person's place in the team, as tokens do: who answers for its address is stored, and
-- that she left is a reason of its own for which it is off. Nobody answers for those of before until somebody
-- changes them or switches them on.
CREATE TABLE `__new_webhooks` (
	`id` integer PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`provider_id` integer NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`sealed_old_secret` text,
	`old_secret_until` integer,
	`created_at` integer NOT NULL,
	`vouched_by` integer,
	`failing_since` integer,
	`switched_off_at` integer,
	`switched_off_because` text,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`vouched_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhooks_events" CHECK(json_type("events") = 'array'),
	CONSTRAINT "webhooks_old_secret" CHECK(("sealed_old_secret" IS NULL) = ("old_secret_until" IS NULL)),
	CONSTRAINT "webhooks_switched_off" CHECK(("switched_off_at" IS NULL) = ("switched_off_because" IS NULL)
      AND coalesce("switched_off_because", 'person') IN ('person', 'failures', 'gone', 'personLeft'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_webhooks`("id", "handle", "provider_id", "url", "events", "sealed_secret", "sealed_old_secret", "old_secret_until", "created_at", "failing_since", "switched_off_at", "switched_off_because") SELECT "id", "handle", "provider_id", "url", "events", "sealed_secret", "sealed_old_secret", "old_secret_until", "created_at", "failing_since", "switched_off_at", "switched_off_because" FROM `webhooks`;--> statement-breakpoint
DROP TABLE `webhooks`;--> statement-breakpoint
ALTER TABLE `__new_webhooks` RENAME TO `webhooks`;--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_handle_unique` ON `webhooks` (`handle`);--> statement-breakpoint
CREATE INDEX `webhooks_by_provider` ON `webhooks` (`provider_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `webhooks_by_person` ON `webhooks` (`vouched_by`);