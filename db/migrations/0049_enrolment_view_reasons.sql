-- The staff says why it looks at an enrolment as well, whose people may be on no file yet.
ALTER TABLE `staff_notes` ADD `enrolment` text;--> statement-breakpoint
CREATE INDEX `staff_notes_by_enrolment` ON `staff_notes` (`session_id`,`enrolment`,`at`) WHERE enrolment IS NOT NULL;
