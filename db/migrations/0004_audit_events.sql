-- What happened must not be changed or removed by whoever can write here; the chain of hashes tells where
-- somebody did it all the same. Two rows cannot follow the same one: previous_sha256 is unique.
CREATE TABLE `audit_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`name` text NOT NULL,
	`result` text NOT NULL,
	`user_id` integer,
	`provider_id` integer,
	`source` text NOT NULL,
	`request_id` text NOT NULL,
	`detail` text NOT NULL,
	`previous_sha256` text NOT NULL,
	`sha256` text NOT NULL,
	CONSTRAINT "audit_events_result" CHECK("audit_events"."result" IN ('ok', 'refused'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_previous_sha256_unique` ON `audit_events` (`previous_sha256`);--> statement-breakpoint
CREATE INDEX `audit_events_by_provider` ON `audit_events` (`provider_id`,`at`);
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_update` BEFORE UPDATE ON `audit_events`
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_delete` BEFORE DELETE ON `audit_events`
BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END;
