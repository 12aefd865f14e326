-- Actas de conciliación between a provider and the EPS, with their differences line by line.
CREATE TABLE `acta_lines` (
	`folio` text NOT NULL,
	`number` integer NOT NULL,
	`invoice_number` text NOT NULL,
	`listed_amount` integer,
	`paid_amount` integer NOT NULL,
	`difference` integer NOT NULL,
	`group` text NOT NULL,
	`reason` text NOT NULL,
	`position` text,
	`note` text DEFAULT '' NOT NULL,
	`promised_on` text,
	`is_disputed` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`folio`, `number`),
	FOREIGN KEY (`folio`) REFERENCES `actas`(`folio`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "acta_lines_position" CHECK("acta_lines"."position" IN ('pays', 'paid', 'rejects', 'reviews'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `actas` (
	`folio` text PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`cutoff_on` text NOT NULL,
	`state` text NOT NULL,
	`totals` text NOT NULL,
	`line_count` integer NOT NULL,
	`difference` integer NOT NULL,
	`created_at` integer NOT NULL,
	`due_on` text,
	`sent_by` text,
	`sent_at` integer,
	`answered_by` text,
	`answered_at` integer,
	`closed_by` text,
	`closed_at` integer,
	`sha256` text,
	`continues` text,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "actas_state" CHECK("actas"."state" IN ('draft', 'sent', 'answered', 'closed')),
	CONSTRAINT "actas_closed" CHECK(("actas"."state" = 'closed') = ("actas"."sha256" IS NOT NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `actas_of_provider` ON `actas` (`provider_id`,created_at DESC);--> statement-breakpoint
CREATE INDEX `actas_by_state` ON `actas` (`state`,`due_on`,`folio`);
