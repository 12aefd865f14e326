-- Programs are told of what happens instead of asking every few minutes: where to, of what, and each message,
-- which is a row until it is sent, like a mail.
CREATE TABLE `webhook_deliveries` (
	`id` integer PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`webhook_id` integer NOT NULL,
	`event` text NOT NULL,
	`data` text NOT NULL,
	`subject` text NOT NULL,
	`created_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer,
	`sent_at` integer,
	`given_up_at` integer,
	`last_problem` text,
	`tried_at` integer,
	`duration_ms` integer,
	`answer_status` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_message_id_unique` ON `webhook_deliveries` (`message_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_once` ON `webhook_deliveries` (`webhook_id`,`subject`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`not_before`) WHERE sent_at IS NULL AND given_up_at IS NULL;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_under_way` ON `webhook_deliveries` (`webhook_id`,`claimed_until`) WHERE claimed_until IS NOT NULL;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_of_webhook` ON `webhook_deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_age` ON `webhook_deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`provider_id` integer NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`sealed_old_secret` text,
	`old_secret_until` integer,
	`created_at` integer NOT NULL,
	`failing_since` integer,
	`switched_off_at` integer,
	`switched_off_because` text,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhooks_events" CHECK(json_type("webhooks"."events") = 'array'),
	CONSTRAINT "webhooks_old_secret" CHECK(("webhooks"."sealed_old_secret" IS NULL) = ("webhooks"."old_secret_until" IS NULL)),
	CONSTRAINT "webhooks_switched_off" CHECK(("webhooks"."switched_off_at" IS NULL) = ("webhooks"."switched_off_because" IS NULL)
      AND coalesce("webhooks"."switched_off_because", 'person') IN ('person', 'failures', 'gone'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_handle_unique` ON `webhooks` (`handle`);--> statement-breakpoint
CREATE INDEX `webhooks_by_provider` ON `webhooks` (`provider_id`,`created_at`);