-- A provider answers of an invoice that was paid more than its value: it is right, it is wrong, how it is given back.
CREATE TABLE `__new_inquiries` (
	`folio` text PRIMARY KEY NOT NULL,
	`provider_id` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`document_number` text NOT NULL,
	`paid_on` text NOT NULL,
	`invoice_number` text,
	`created_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`queue_order` integer GENERATED ALWAYS AS (CASE state WHEN 'answered' THEN 2 WHEN 'closed' THEN 3 ELSE 1 END) VIRTUAL NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiries_kind" CHECK("kind" IN ('notReceived', 'wrongAmount', 'missingInvoice', 'notMine', 'applyUnapplied',
      'overpaidRight', 'overpaidWrong', 'overpaidReturned')),
	CONSTRAINT "inquiries_state" CHECK("state" IN ('open', 'inProgress', 'answered', 'closed')),
	CONSTRAINT "inquiries_due_on" CHECK("due_on" IS date("due_on"))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_inquiries`("folio", "provider_id", "kind", "state", "document_number", "paid_on", "invoice_number", "created_at", "due_on") SELECT "folio", "provider_id", "kind", "state", "document_number", "paid_on", "invoice_number", "created_at", "due_on" FROM `inquiries`;--> statement-breakpoint
DROP TABLE `inquiries`;--> statement-breakpoint
ALTER TABLE `__new_inquiries` RENAME TO `inquiries`;--> statement-breakpoint
CREATE INDEX `inquiries_of_provider` ON `inquiries` (`provider_id`,`queue_order`,created_at DESC,`folio`);--> statement-breakpoint
CREATE INDEX `inquiries_queue` ON `inquiries` (`queue_order`,`due_on`,`folio`);--> statement-breakpoint
CREATE INDEX `inquiries_of_voucher` ON `inquiries` (`provider_id`,`document_number`);
