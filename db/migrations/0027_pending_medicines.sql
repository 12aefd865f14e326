-- What pharmacies owe of a formula: read by the page of the person whose it is, written by loads.
CREATE TABLE `pending_medicines` (
	`code` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`document_type` text NOT NULL,
	`document_number` text NOT NULL,
	`formula_number` text NOT NULL,
	`formula_on` text NOT NULL,
	`pending_since` integer NOT NULL,
	`cum_code` text,
	`medicine` text NOT NULL,
	`presentation` text,
	`ordered_quantity` integer NOT NULL,
	`delivered_quantity` integer NOT NULL,
	`point_code` text,
	`is_annulled` integer NOT NULL,
	`delivered_on` text,
	CONSTRAINT "pending_medicines_formula_on" CHECK("pending_medicines"."formula_on" IS date("pending_medicines"."formula_on")),
	CONSTRAINT "pending_medicines_quantities" CHECK("pending_medicines"."ordered_quantity" > 0
      AND "pending_medicines"."delivered_quantity" BETWEEN 0 AND "pending_medicines"."ordered_quantity")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_medicines_handle_unique` ON `pending_medicines` (`handle`);--> statement-breakpoint
CREATE INDEX `pending_medicines_owed` ON `pending_medicines` (`document_type`,`document_number`,`pending_since`) WHERE is_annulled = 0 AND delivered_quantity < ordered_quantity;