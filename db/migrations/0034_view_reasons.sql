-- The staff says why it looks at one affiliate's data; the event of each view names the note with the
-- reason, and is found by whose data it was, which the detail says and its hash protects.
ALTER TABLE `audit_events` ADD `affiliate_id` integer GENERATED ALWAYS AS (CASE WHEN json_valid(detail) THEN
      CASE WHEN json_type(detail, '$.affiliate') = 'integer' THEN detail ->> '$.affiliate' END END) VIRTUAL;--> statement-breakpoint
CREATE INDEX `audit_events_by_affiliate` ON `audit_events` (`affiliate_id`,`at`) WHERE affiliate_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_notes` ADD `affiliate_id` integer;--> statement-breakpoint
ALTER TABLE `staff_notes` ADD `session_id` text;--> statement-breakpoint
CREATE INDEX `staff_notes_by_session` ON `staff_notes` (`session_id`,`affiliate_id`,`at`) WHERE session_id IS NOT NULL;
