-- Registers (offices, affiliates, medicines …) are loaded by other roles than payments: each sees its own loads.
ALTER TABLE `loads` ADD `subject` text DEFAULT 'payments' NOT NULL CONSTRAINT "loads_subject" CHECK("subject" IN ('payments', 'registers'));--> statement-breakpoint
UPDATE `loads` SET `subject` = 'registers' WHERE json_array_length(`verdict`, '$.tables') > 0 AND NOT EXISTS (
	SELECT 1 FROM json_each(`verdict`, '$.tables') WHERE json_extract(value, '$.kind') IN ('providers', 'vouchers', 'settlements')
);--> statement-breakpoint
CREATE INDEX `loads_of_subject` ON `loads` (`subject`,`started_at`,`id`);
