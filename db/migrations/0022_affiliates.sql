-- The people insured: read by the consulta of an affiliation, written by loads of Afiliados.
CREATE TABLE `affiliates` (
	`id` integer PRIMARY KEY NOT NULL,
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
	CONSTRAINT "affiliates_born_on" CHECK("affiliates"."born_on" IS date("affiliates"."born_on")),
	CONSTRAINT "affiliates_regime" CHECK("affiliates"."regime" IN ('subsidiado', 'contributivo')),
	CONSTRAINT "affiliates_kind" CHECK("affiliates"."kind" IN ('cotizante', 'cabeza', 'beneficiario', 'adicional'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `affiliates_by_document` ON `affiliates` (`document_type`,`document_number`);--> statement-breakpoint
CREATE INDEX `affiliates_by_head` ON `affiliates` (`head_document_type`,`head_document_number`) WHERE head_document_number IS NOT NULL;