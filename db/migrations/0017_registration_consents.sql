-- Links of several registrations of one provider live side by side; the first that is used wins, and only
-- the consent of its registration counts. So a link names it. Until now the newest link was the only one.
ALTER TABLE `activation_tokens` ADD `consent_id` integer REFERENCES consents(id);--> statement-breakpoint
CREATE INDEX `activation_tokens_by_consent` ON `activation_tokens` (`consent_id`);--> statement-breakpoint
UPDATE `activation_tokens` SET `consent_id` = (
  SELECT max(c.`id`) FROM `consents` AS c WHERE c.`provider_id` = `activation_tokens`.`provider_id`
    AND c.`user_id` IS NULL AND c.`accepted_at` <= `activation_tokens`.`created_at`)
WHERE `used_at` IS NULL AND `voided_at` IS NULL;
