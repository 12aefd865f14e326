-- Whether a provider is named by a certificate is asked for every provider that a load changes.
CREATE INDEX `certificates_by_provider` ON `certificates` (`provider_id`);
