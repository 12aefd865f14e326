-- A payment may also come back from the bank, with the day and the reason, or be announced before it is made.
ALTER TABLE `voucher_revisions` ADD `state` text DEFAULT 'standing' NOT NULL CONSTRAINT "voucher_revisions_state" CHECK("state" IN ('standing', 'annulled', 'returned', 'scheduled'));--> statement-breakpoint
UPDATE `voucher_revisions` SET `state` = 'annulled' WHERE `is_annulled` = 1;--> statement-breakpoint
ALTER TABLE `voucher_revisions` ADD `returned_on` text;--> statement-breakpoint
ALTER TABLE `voucher_revisions` ADD `return_reason` text CONSTRAINT "voucher_revisions_returned" CHECK(("state" = 'returned') = ("returned_on" IS NOT NULL) AND ("returned_on" IS NULL) = ("return_reason" IS NULL));--> statement-breakpoint
DROP INDEX `voucher_revisions_list`;--> statement-breakpoint
ALTER TABLE `voucher_revisions` DROP COLUMN `is_annulled`;--> statement-breakpoint
CREATE INDEX `voucher_revisions_list` ON `voucher_revisions` (`provider_id`,`paid_on`,`document_number`,`state`,`paid_amount`,`unapplied_amount`,`unapplied_advance_amount`,`settlement_count`,`sum_paid_amount`) WHERE is_current = 1;--> statement-breakpoint
CREATE INDEX `voucher_revisions_scheduled` ON `voucher_revisions` (`provider_id`,`paid_on`,`document_number`) WHERE is_current = 1 AND state = 'scheduled';
