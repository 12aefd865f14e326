CREATE TABLE `load_place_changes` (
	`load_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`wanted` text,
	`previous` text,
	PRIMARY KEY(`load_id`, `kind`, `code`),
	FOREIGN KEY (`load_id`) REFERENCES `loads`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `loaded_places` (
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`dane_code` text NOT NULL,
	`municipality` text,
	`department` text,
	`phone` text,
	`hours` text,
	`latitude` real,
	`longitude` real,
	`nit` text,
	`manager` text,
	`delivers_home` integer,
	PRIMARY KEY(`kind`, `code`),
	CONSTRAINT "loaded_places_kind" CHECK("loaded_places"."kind" IN ('offices', 'deliveryPoints', 'sites'))
) STRICT;
