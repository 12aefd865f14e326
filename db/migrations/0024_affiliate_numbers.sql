-- The number of an affiliate is never given again: an undo of a load removes people, and the log names by
-- this number whose data was seen. Nothing refers to the table yet, so it is made anew.
CREATE TABLE `__new_affiliates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_type` text NOT NULL,
	`document_number` text NOT NULL,
	`first_surname` text NOT NULL,
	`second_surname` text,
	`first_name` text NOT NULL,
	`second_name` text,
	`born_on` text NOT NULL,
	`sex` text,
	`regime` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`affiliated_on` text NOT NULL,
	`ended_on` text,
	`dane_code` text NOT NULL,
	`municipality` text,
	`department` text,
	`address` text,
	`email` text,
	`phone` text,
	`primary_site_code` text,
	`primary_site_name` text,
	`head_document_type` text,
	`head_document_number` text,
	`kinship` text,
	`sisben_group` text,
	CONSTRAINT "affiliates_born_on" CHECK("__new_affiliates"."born_on" IS date("__new_affiliates"."born_on")),
	CONSTRAINT "affiliates_regime" CHECK("__new_affiliates"."regime" IN ('subsidiado', 'contributivo')),
	CONSTRAINT "affiliates_kind" CHECK("__new_affiliates"."kind" IN ('cotizante', 'cabeza', 'beneficiario', 'adicional'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_affiliates`("id", "document_type", "document_number", "first_surname", "second_surname", "first_name", "second_name", "born_on", "sex", "regime", "kind", "state", "affiliated_on", "ended_on", "dane_code", "municipality", "department", "address", "email", "phone", "primary_site_code", "primary_site_name", "head_document_type", "head_document_number", "kinship", "sisben_group") SELECT "id", "document_type", "document_number", "first_surname", "second_surname", "first_name", "second_name", "born_on", "sex", "regime", "kind", "state", "affiliated_on", "ended_on", "dane_code", "municipality", "department", "address", "email", "phone", "primary_site_code", "primary_site_name", "head_document_type", "head_document_number", "kinship", "sisben_group" FROM `affiliates`;--> statement-breakpoint
DROP TABLE `affiliates`;--> statement-breakpoint
ALTER TABLE `__new_affiliates` RENAME TO `affiliates`;--> statement-breakpoint
CREATE UNIQUE INDEX `affiliates_by_document` ON `affiliates` (`document_type`,`document_number`);--> statement-breakpoint
CREATE INDEX `affiliates_by_head` ON `affiliates` (`head_document_type`,`head_document_number`) WHERE head_document_number IS NOT NULL;