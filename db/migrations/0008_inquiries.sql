-- Providers ask about a voucher or a line and propose what to do with unapplied money; the staff answers.
-- An inquiry names its voucher by number, so that a correction orphans nothing. The id of a message comes
-- with its form: sent twice, it is one message. Files stand in parts of at most a mebibyte, which keep
-- their rowid, because long rows make a bad key tree.
CREATE TABLE `inquiries` (
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
	CONSTRAINT "inquiries_kind" CHECK("inquiries"."kind" IN ('notReceived', 'wrongAmount', 'missingInvoice', 'notMine', 'applyUnapplied')),
	CONSTRAINT "inquiries_state" CHECK("inquiries"."state" IN ('open', 'inProgress', 'answered', 'closed')),
	CONSTRAINT "inquiries_due_on" CHECK("inquiries"."due_on" IS date("inquiries"."due_on"))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `inquiries_of_provider` ON `inquiries` (`provider_id`,`queue_order`,created_at DESC,`folio`);--> statement-breakpoint
CREATE INDEX `inquiries_queue` ON `inquiries` (`queue_order`,`due_on`,`folio`);--> statement-breakpoint
CREATE INDEX `inquiries_of_voucher` ON `inquiries` (`provider_id`,`document_number`);--> statement-breakpoint
CREATE TABLE `inquiry_file_parts` (
	`file_id` text NOT NULL,
	`part_number` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`file_id`, `part_number`),
	FOREIGN KEY (`file_id`) REFERENCES `inquiry_files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `inquiry_files` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `inquiry_messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiry_files_kind" CHECK("inquiry_files"."kind" IN ('pdf', 'png', 'jpeg', 'xlsx', 'csv'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `inquiry_files_of_message` ON `inquiry_files` (`message_id`) WHERE message_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `inquiry_files_left` ON `inquiry_files` (`created_at`) WHERE message_id IS NULL;--> statement-breakpoint
CREATE TABLE `inquiry_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`folio` text NOT NULL,
	`author_id` integer NOT NULL,
	`is_staff` integer NOT NULL,
	`step` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`folio`) REFERENCES `inquiries`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiry_messages_step" CHECK("inquiry_messages"."step" IN ('opened', 'message', 'reopened', 'closed', 'inProgress', 'answered', 'accepted', 'returned'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `inquiry_messages_of_inquiry` ON `inquiry_messages` (`folio`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `inquiry_messages_by_author` ON `inquiry_messages` (`author_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `inquiry_proposal_lines` (
	`folio` text NOT NULL,
	`line_number` integer NOT NULL,
	`invoice_number` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`folio`, `line_number`),
	FOREIGN KEY (`folio`) REFERENCES `inquiry_proposals`(`folio`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiry_proposal_lines_amount" CHECK("inquiry_proposal_lines"."amount" > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `inquiry_proposals` (
	`folio` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`unapplied_amount` integer NOT NULL,
	`unapplied_advance_amount` integer NOT NULL,
	`total` integer NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	FOREIGN KEY (`folio`) REFERENCES `inquiries`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiry_proposals_state" CHECK("inquiry_proposals"."state" IN ('proposed', 'accepted', 'returned')
      AND ("inquiry_proposals"."state" = 'proposed') = ("inquiry_proposals"."decided_at" IS NULL)
      AND ("inquiry_proposals"."decided_at" IS NULL) = ("inquiry_proposals"."decided_by" IS NULL)),
	CONSTRAINT "inquiry_proposals_total" CHECK("inquiry_proposals"."total" BETWEEN 1 AND "inquiry_proposals"."unapplied_amount" + "inquiry_proposals"."unapplied_advance_amount")
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `inquiry_proposals_by_decider` ON `inquiry_proposals` (`decided_by`) WHERE decided_by IS NOT NULL;