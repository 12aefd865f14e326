-- What looks odd in the payments of a load is found once they are staged and kept with the load, so that the
-- second person looks at it and confirms it; odd_as_of says against which state of the portal. account_key is
-- the account however it is written, kept right by the database itself; its index finds payments that repeat.
CREATE TABLE `load_odd_payments` (
	`load_id` text NOT NULL,
	`kind` text NOT NULL,
	`revision_id` integer NOT NULL,
	`invoice_key` text DEFAULT '' NOT NULL,
	`other_id` integer,
	`amount` integer NOT NULL,
	PRIMARY KEY(`load_id`, `kind`, `revision_id`, `invoice_key`),
	FOREIGN KEY (`load_id`) REFERENCES `loads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `voucher_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "load_odd_payments_kind" CHECK("load_odd_payments"."kind" IN ('dosVeces', 'deMas', 'repetidos', 'fechas', 'cuentas'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `load_odd_payments_by_amount` ON `load_odd_payments` (`load_id`,`kind`,`amount`);--> statement-breakpoint
CREATE INDEX `load_odd_payments_by_revision` ON `load_odd_payments` (`revision_id`);--> statement-breakpoint
CREATE INDEX `load_odd_payments_by_other` ON `load_odd_payments` (`other_id`) WHERE other_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `odd_as_of` integer;--> statement-breakpoint
CREATE INDEX `loads_by_publication` ON `loads` (`published_at`) WHERE published_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE `voucher_revisions` ADD `account_key` text GENERATED ALWAYS AS (CASE WHEN instr(lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(payment_method, 'á', 'a'), 'Á', 'a'), 'é', 'e'), 'É', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), char(769), ''), char(771), ''), char(776), '')), 'giro directo') + instr(lower(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(payment_method, 'á', 'a'), 'Á', 'a'), 'é', 'e'), 'É', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), char(769), ''), char(771), ''), char(776), '')), 'cesion') > 0
    OR coalesce(account_number, '') NOT GLOB '*[1-9]*'
    THEN '@' || provider_id ELSE ltrim(replace(replace(replace(replace(account_number, ' ', ''), '-', ''), '.', ''), char(160), ''), '0') END) VIRTUAL;--> statement-breakpoint
CREATE INDEX `voucher_revisions_by_payment` ON `voucher_revisions` (`account_key`,`paid_on`,`paid_amount`,`provider_id`) WHERE is_current = 1;