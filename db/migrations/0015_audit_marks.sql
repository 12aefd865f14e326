-- The chain of hashes alone can be made anew by whoever rewrites the table. From the seal on (db/audit/seal.ts)
-- each event bears the mark of a key that is not in the database.
ALTER TABLE `audit_events` ADD `mac` text;--> statement-breakpoint
-- INSERT OR REPLACE removes a row without asking the trigger against removal.
CREATE TRIGGER `audit_events_no_replace` BEFORE INSERT ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `audit_events` WHERE `id` = NEW.`id`)
  OR EXISTS (SELECT 1 FROM `audit_events` WHERE `previous_sha256` = NEW.`previous_sha256`)
BEGIN SELECT RAISE(ABORT, 'audit events are never replaced'); END;
--> statement-breakpoint
-- A process of an earlier release that still runs beside a newer one must not break the marked chain.
CREATE TRIGGER `audit_events_marked` BEFORE INSERT ON `audit_events`
WHEN NEW.`mac` IS NULL AND EXISTS (SELECT 1 FROM `instance` WHERE `key` = 'audit seal')
BEGIN SELECT RAISE(ABORT, 'audit events bear a mark since the seal'); END;
