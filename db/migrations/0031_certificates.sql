-- What was certified to affiliates and providers: printed again from here, and checked by whoever got the paper.
CREATE TABLE `certificates` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`affiliate_id` integer,
	`provider_id` integer,
	`subject` text NOT NULL,
	`says` text NOT NULL,
	`says_sha256` text NOT NULL,
	`issued_at` integer NOT NULL,
	`replaced_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "certificates_code" CHECK(length("certificates"."code") = 12),
	CONSTRAINT "certificates_kind" CHECK("certificates"."kind" IN ('affiliation', 'renta', 'iva', 'ica')),
	CONSTRAINT "certificates_owner" CHECK(iif("certificates"."kind" = 'affiliation', "certificates"."affiliate_id" IS NOT NULL AND
      "certificates"."provider_id" IS NULL, "certificates"."provider_id" IS NOT NULL AND
      "certificates"."affiliate_id" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_code_unique` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_of_affiliate` ON `certificates` (`affiliate_id`,`kind`,`subject`) WHERE replaced_at IS NULL AND affiliate_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_of_provider` ON `certificates` (`provider_id`,`kind`,`subject`) WHERE replaced_at IS NULL AND provider_id IS NOT NULL;
