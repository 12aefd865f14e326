-- What is drawn of a provider's payments is read thousands of times and changes with loads alone: each load
-- that changes them makes data_version grow, and pages, entity tags and whatever else is kept go by it.
ALTER TABLE `providers` ADD `data_version` integer DEFAULT 0 NOT NULL;
