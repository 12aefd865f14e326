-- People say "Carga 2026-0132": a load is numbered within the year in Bogotá in which it is opened, an
-- undo too. The unique index keeps the numbers apart, whatever processes there are.
ALTER TABLE `loads` ADD `year` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `loads` ADD `number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Loads that are there already are numbered in the order in which they came.
UPDATE `loads` SET `year` = CAST(strftime('%Y', started_at / 1000 - 5 * 3600, 'unixepoch') AS INTEGER);--> statement-breakpoint
UPDATE `loads` SET `number` = numbered.place FROM (
	SELECT id, row_number() OVER (PARTITION BY year ORDER BY started_at, rowid) AS place FROM `loads`
) AS numbered WHERE `loads`.id = numbered.id;--> statement-breakpoint
CREATE UNIQUE INDEX `loads_by_number` ON `loads` (`year`,`number`);
