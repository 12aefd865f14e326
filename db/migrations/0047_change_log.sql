-- Programs follow what became of a provider's vouchers: each has one row, whose place is the version of the
-- provider's data in which it last changed, and keeps it when an undo takes the voucher away. Its key is all
-- that it is asked by, besides the place, so the table is that key's own tree.
CREATE TABLE `change_log` (
	`provider_id` integer NOT NULL,
	`document_number` text NOT NULL,
	`version` integer NOT NULL,
	`change` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `document_number`),
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "change_log_change" CHECK("change_log"."change" IN ('posted', 'scheduled', 'corrected', 'annulled', 'returned', 'removed'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `change_log_by_version` ON `change_log` (`provider_id`,`version`,`document_number`);--> statement-breakpoint
-- Vouchers that are there already begin the log, as of the last publication that changed their provider's payments.
INSERT INTO `change_log` (`provider_id`, `document_number`, `version`, `change`, `changed_at`)
WITH brought AS (SELECT DISTINCT load_id, provider_id FROM `voucher_revisions`),
switched AS (
	SELECT provider_id, published_at FROM brought JOIN `loads` ON loads.id = load_id
	UNION ALL
	SELECT provider_id, published_at FROM brought JOIN `loads` ON switches_load_id = load_id AND switches_load_id IS NOT NULL
),
latest AS (SELECT provider_id, coalesce(max(published_at), 0) AS published_at FROM switched GROUP BY provider_id)
SELECT v.provider_id, v.document_number, p.data_version,
	CASE WHEN v.state <> 'standing' THEN v.state WHEN v.replaces_id IS NULL THEN 'posted' ELSE 'corrected' END,
	latest.published_at
FROM `voucher_revisions` AS v JOIN `providers` AS p ON p.id = v.provider_id
JOIN latest ON latest.provider_id = v.provider_id
WHERE v.is_current = 1;
