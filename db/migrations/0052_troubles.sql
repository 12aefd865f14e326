-- Whoever reads the number of an error page to the support line is found by it: what failed or took long, and no
-- person. Messages to programs that were given up are counted on the same page.
CREATE TABLE `troubles` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`route` text NOT NULL,
	`request_id` text NOT NULL,
	`duration_ms` integer NOT NULL,
	`problem` text NOT NULL,
	CONSTRAINT "troubles_kind" CHECK("kind" IN ('error', 'slow'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `troubles_by_time` ON `troubles` (`at`);--> statement-breakpoint
CREATE INDEX `troubles_by_request` ON `troubles` (`request_id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_given_up` ON `webhook_deliveries` (`given_up_at`) WHERE given_up_at IS NOT NULL;