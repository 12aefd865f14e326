-- The staff looks for a payment by its amount, among all providers.
CREATE INDEX `voucher_revisions_by_amount` ON `voucher_revisions` (`paid_amount`,`paid_on`);