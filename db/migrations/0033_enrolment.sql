-- Requests to become an affiliate, with what was typed, and the hashes of the secrets that open them.
CREATE TABLE `enrolment_keys` (
	`secret_sha256` text PRIMARY KEY NOT NULL,
	`folio` text NOT NULL,
	FOREIGN KEY (`folio`) REFERENCES `enrolments`(`folio`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `enrolment_keys_of_enrolment` ON `enrolment_keys` (`folio`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`folio` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`email` text NOT NULL,
	`typed` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	CONSTRAINT "enrolments_state" CHECK("enrolments"."state" IN ('draft', 'sent', 'returned', 'approved', 'rejected')
      AND ("enrolments"."state" = 'sent') = ("enrolments"."expires_at" IS NULL)),
	CONSTRAINT "enrolments_typed" CHECK(json_valid("enrolments"."typed"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `enrolments_expired` ON `enrolments` (`expires_at`) WHERE expires_at IS NOT NULL;