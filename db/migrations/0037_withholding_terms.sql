-- What the EPS says on its certificates of withholding, by year: the law of each place is data, not code.
CREATE TABLE `withholding_terms` (
	`year` integer PRIMARY KEY NOT NULL,
	`city` text NOT NULL,
	`address` text NOT NULL,
	`renta_concept` text NOT NULL,
	`renta_rate` text NOT NULL,
	`iva_concept` text NOT NULL,
	`iva_rate` text NOT NULL,
	`ica_concept` text NOT NULL,
	`ica_rate` text NOT NULL,
	`signer_name` text NOT NULL,
	`signer_role` text NOT NULL,
	`legal_note` text NOT NULL
) STRICT;
