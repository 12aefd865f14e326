-- The chips over a list count what does not add up: the index of the list holds what they ask for.
DROP INDEX `voucher_revisions_list`;--> statement-breakpoint
CREATE INDEX `voucher_revisions_list` ON `voucher_revisions` (`provider_id`,`paid_on`,`document_number`,`is_annulled`,`paid_amount`,`unapplied_amount`,`unapplied_advance_amount`,`settlement_count`,`sum_paid_amount`) WHERE is_current = 1;