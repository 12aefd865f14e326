-- Limits must survive a restart and hold for all processes, so the counters are rows of the primary.
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	`blocked_until` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attempts_by_age` ON `attempts` (`last_at`);--> statement-breakpoint
CREATE TABLE `known_places` (
	`key` text PRIMARY KEY NOT NULL,
	`last_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
