-- PQRS: anybody may ask, complain of or propose something, with her name or without it; the staff answers in
-- a thread until a promised instant. Whoever gives no name opens her case by a code, of which only the hash is
-- here. No foreign key to affiliates, because the undo of a load may remove a person, but not what she asked.
CREATE TABLE `attention_cases` (
	`folio` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`risk` text NOT NULL,
	`state` text NOT NULL,
	`affiliate_id` integer,
	`document_type` text,
	`document_number` text,
	`name` text,
	`email` text,
	`phone` text,
	`code_sha256` text,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`settled_at` integer,
	`queue_order` integer GENERATED ALWAYS AS (CASE state WHEN 'answered' THEN 2 WHEN 'closed' THEN 3 ELSE 1 END) VIRTUAL NOT NULL,
	CONSTRAINT "attention_cases_kind" CHECK("attention_cases"."kind" IN ('petition', 'complaint', 'claim', 'suggestion', 'compliment')),
	CONSTRAINT "attention_cases_risk" CHECK("attention_cases"."risk" IN ('vital', 'priority', 'simple', 'none')
      AND ("attention_cases"."risk" = 'none' OR "attention_cases"."kind" = 'claim')),
	CONSTRAINT "attention_cases_state" CHECK("attention_cases"."state" IN ('open', 'inProgress', 'answered', 'closed')
      AND ("attention_cases"."state" IN ('answered', 'closed')) = ("attention_cases"."settled_at" IS NOT NULL)),
	CONSTRAINT "attention_cases_person" CHECK(("attention_cases"."name" IS NULL) = ("attention_cases"."code_sha256" IS NOT NULL)
      AND ("attention_cases"."name" IS NULL) = ("attention_cases"."document_number" IS NULL)
      AND ("attention_cases"."name" IS NULL) = ("attention_cases"."document_type" IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attention_cases_queue` ON `attention_cases` (`queue_order`,`due_at`,`folio`);--> statement-breakpoint
CREATE INDEX `attention_cases_of_affiliate` ON `attention_cases` (`affiliate_id`,`created_at`) WHERE affiliate_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `attention_cases_settled` ON `attention_cases` (`settled_at`) WHERE settled_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `attention_message_files` (
	`message_id` text NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`message_id`, `file_id`),
	FOREIGN KEY (`message_id`) REFERENCES `attention_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `attention_message_files_of_file` ON `attention_message_files` (`file_id`);--> statement-breakpoint
CREATE TABLE `attention_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`folio` text NOT NULL,
	`author_id` integer,
	`is_staff` integer NOT NULL,
	`step` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`folio`) REFERENCES `attention_cases`(`folio`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attention_messages_step" CHECK("attention_messages"."step" IN ('opened', 'message', 'reopened', 'closed', 'inProgress', 'answered'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attention_messages_of_case` ON `attention_messages` (`folio`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `attention_messages_by_author` ON `attention_messages` (`author_id`,`created_at`) WHERE author_id IS NOT NULL;