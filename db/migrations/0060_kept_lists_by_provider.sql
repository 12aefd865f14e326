-- A load that is published looks for what points to a provider, and read each list that is kept.
CREATE INDEX `kept_lists_by_provider` ON `kept_lists` (`provider_id`);